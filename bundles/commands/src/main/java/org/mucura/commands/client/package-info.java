/** The other end of the console: a program of its own, which {@code bin/client} starts. */
@NullMarked
package org.mucura.commands.client;

import org.jspecify.annotations.NullMarked;
