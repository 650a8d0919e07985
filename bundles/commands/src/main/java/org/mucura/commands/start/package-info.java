/**
 * What happens once at a start: the console's key, the first account, and saying that all is well.
 */
@NullMarked
package org.mucura.commands.start;

import org.jspecify.annotations.NullMarked;
