/** The files that Mucura writes for an administrator, which nobody else may read. */
@NullMarked
package org.mucura.commands.file;

import org.jspecify.annotations.NullMarked;
