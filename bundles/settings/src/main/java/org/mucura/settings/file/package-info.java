/** Where settings are written: files of a folder, and the environment. */
@NullMarked
package org.mucura.settings.file;

import org.jspecify.annotations.NullMarked;
