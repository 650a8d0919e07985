package org.mucura.monitoring.health;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Something without which nothing can be served.
 *
 * @param name of what is looked at, one of few
 * @param fault says what is wrong, and nothing if all is well; what it throws is wrong, too. May
 *     block
 */
record Check(String name, Callable<Optional<String>> fault) {}
