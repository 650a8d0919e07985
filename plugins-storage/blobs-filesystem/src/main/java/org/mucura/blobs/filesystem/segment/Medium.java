package org.mucura.blobs.filesystem.segment;

import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.Room;

/**
 * Where segments are kept.
 *
 * @param files for whoever reads
 * @param capacity how many bytes a segment has at most
 */
record Medium(Disk disk, Room room, SegmentFolder folder, OpenFiles files, long capacity) {}
