package org.mucura.core.upload;

/**
 * Which parts of an upload to list.
 *
 * @param after only parts of a greater number; 0 to begin
 * @param max the most parts to return, 0 or more; no more than 1000 are
 */
public record PartQuery(UploadTarget upload, int after, int max) {}
