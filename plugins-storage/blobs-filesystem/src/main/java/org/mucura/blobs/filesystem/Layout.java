package org.mucura.blobs.filesystem;

import java.nio.file.Path;
import org.mucura.spi.blob.BlobId;

/**
 * Where things are below the folder of a store. Small contents are in {@code segments/}, many in a
 * file. Every other blob is a file of its own, {@code files/x/yy/<id>} with the last three digits
 * of the id as x and yy: these are random, so the files spread evenly over 4,096 folders. More
 * folders would make a store slow until it has them all, for each takes longer to make than a file.
 *
 * @param root the folder of the store
 */
record Layout(Path root) {

  /** What {@link #version} has in it if this class describes the folder. */
  static final String VERSION = "mucura-blobs-filesystem 2";

  /** What it had in it when each blob was a file; such a folder becomes one of {@link #VERSION}. */
  static final String VERSION_OF_FILES = "mucura-blobs-filesystem 1";

  private static final int OUTER_DIGITS = 1;
  private static final int INNER_DIGITS = 2;

  /** Tells which layout the folder has. */
  Path version() {
    return root.resolve("VERSION");
  }

  /** Locked by the process that uses the folder. */
  Path lock() {
    return root.resolve("LOCK");
  }

  /** Files that are being written; of no value when a store starts. */
  Path temporary() {
    return root.resolve("tmp");
  }

  /** The folder of small contents. */
  Path segments() {
    return root.resolve("segments");
  }

  /** The folder of the blobs that are files. */
  Path files() {
    return root.resolve("files");
  }

  /** The folder of the folders that {@code id} may be in. */
  Path outerFolder(BlobId id) {
    return files().resolve(outerName(id));
  }

  /** The folder in which {@code id} is. */
  Path folder(BlobId id) {
    return outerFolder(id).resolve(innerName(id));
  }

  Path file(BlobId id) {
    return folder(id).resolve(id.digits());
  }

  static String outerName(BlobId id) {
    int end = BlobId.LENGTH - INNER_DIGITS;
    return id.digits().substring(end - OUTER_DIGITS, end);
  }

  static String innerName(BlobId id) {
    return id.digits().substring(BlobId.LENGTH - INNER_DIGITS);
  }
}
