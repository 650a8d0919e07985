/**
 * Small contents, many in a file: written together, found by an index, rewritten when most died.
 */
@NullMarked
package org.mucura.blobs.filesystem.segment;

import org.jspecify.annotations.NullMarked;
