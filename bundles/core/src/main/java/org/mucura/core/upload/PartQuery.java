package org.mucura.core.upload;

/**
 * Which parts of an upload to list.
 *
 * @param after only parts of a greater number; 0 to begin
 * @param max the most parts to return, 0 or more; no more than {@value #MAX} are
 */
public record PartQuery(UploadTarget upload, int after, int max) {

  /** The most parts that a page has. */
  public static final int MAX = 1000;
}
