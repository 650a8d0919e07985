package org.mucura.blobs.filesystem.segment;

/**
 * Where in a segment a content is.
 *
 * @param ordinal the number of its record in the segment, from 0
 * @param unit where the record begins, in units of {@link RecordHeader#UNIT} bytes
 * @param length of the content, in bytes
 * @param checksum CRC32C of the content
 */
record Entry(BlobKey key, int ordinal, int unit, int length, int checksum) {

  long offset() {
    return (long) unit * RecordHeader.UNIT;
  }
}
