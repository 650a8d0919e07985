package org.mucura.blobs.filesystem.segment;

/**
 * Which record holds a content no longer.
 *
 * @param segment the number of its segment, never given to another one
 * @param ordinal the number of the record in that segment
 * @param length of the content, so that what is alive can be counted without a look at the record
 */
record Removal(long segment, int ordinal, int length) {

  static final Removal NONE = new Removal(0, 0, 0);

  static final int LENGTH = 16;
}
