package org.mucura.core.upload;

/**
 * Which part of an upload.
 *
 * @param number 1 to {@value #NUMBER_MAX}: {@code InvalidArgument} otherwise
 */
public record PartTarget(UploadTarget upload, int number) {

  /** The most parts that an upload can have. */
  public static final int NUMBER_MAX = 10_000;
}
