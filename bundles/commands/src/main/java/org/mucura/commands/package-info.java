/** The commands of the console: {@code mucura:…}. */
@NullMarked
package org.mucura.commands;

import org.jspecify.annotations.NullMarked;
