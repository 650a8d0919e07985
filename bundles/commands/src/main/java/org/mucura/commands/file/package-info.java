/** The files with access keys that Mucura writes for their users. */
@NullMarked
package org.mucura.commands.file;

import org.jspecify.annotations.NullMarked;
