package org.mucura.core.account;

import java.time.Instant;

/**
 * An access key, without its secret.
 *
 * @param id 20 upper-case letters and digits that begin with {@code MU}
 * @param account the id of its account
 * @param created in whole milliseconds
 */
public record AccessKey(String id, String account, State state, Instant created) {}
