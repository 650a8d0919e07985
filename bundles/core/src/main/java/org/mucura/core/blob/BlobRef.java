package org.mucura.core.blob;

import org.mucura.spi.blob.BlobId;

/**
 * A blob and where it is.
 *
 * @param store the name of its store
 */
public record BlobRef(String store, BlobId id) {}
