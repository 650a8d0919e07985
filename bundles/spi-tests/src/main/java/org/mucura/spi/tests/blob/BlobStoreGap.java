package org.mucura.spi.tests.blob;

/** What a store may lack. Its tests are left out, and reported as such, only if it is declared. */
public enum BlobStoreGap {
  /** The contents are gone when the store closes. */
  VOLATILE,
  /** The contents are kept in the heap, so memory grows with them. */
  IN_HEAP,
  /** It is no {@link org.mucura.spi.blob.ListableBlobStore}. */
  NO_LISTING,
  /** It is no {@link org.mucura.spi.blob.CloningBlobStore}. */
  NO_CLONING,
  /** It is no {@link org.mucura.spi.blob.SpaceReporting}. */
  NO_SPACE_REPORT,
  /** No test can bring it to the end of its room. */
  NEVER_FULL
}
