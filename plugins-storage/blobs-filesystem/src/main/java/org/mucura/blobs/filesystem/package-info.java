/** Contents as files of a folder, each written once. */
@NullMarked
package org.mucura.blobs.filesystem;

import org.jspecify.annotations.NullMarked;
