package org.mucura.core.object;

import org.mucura.spi.blob.BlobRange;

/**
 * Where one part of an object lies.
 *
 * @param number from 1, counted in the object: its first part is 1 whatever its number in the
 *     upload was
 * @param range its bytes within the object
 */
public record PartRange(int number, BlobRange range) {}
