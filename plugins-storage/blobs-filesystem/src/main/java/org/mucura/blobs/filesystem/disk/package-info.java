/** What a medium does, call by call, and the room it has. */
@NullMarked
package org.mucura.blobs.filesystem.disk;

import org.jspecify.annotations.NullMarked;
