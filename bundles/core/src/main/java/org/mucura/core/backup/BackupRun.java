package org.mucura.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.mucura.core.backup.BackupFile.Kind;

/** A run that ended: its folder and what it says of itself. */
record BackupRun(Path folder, Manifest manifest) {

  static final String METADATA = "metadata";
  static final String BLOBS = "blobs";
  static final String KEYS = "keys.p12";

  /** The name of a file of contents, from 1. */
  static String pack(int number) {
    return "contents-%04d".formatted(number);
  }

  /** Its entries in the order of their keys; the caller closes it. */
  FrameSource<MetadataChange> metadata() throws IOException {
    return new FrameSource<>(folder.resolve(METADATA), Kind.METADATA, MetadataChange::decode);
  }

  /** Where its blobs are; the caller closes it. */
  FrameSource<BlobLocation> blobs() throws IOException {
    return new FrameSource<>(folder.resolve(BLOBS), Kind.BLOBS, BlobLocation::decode);
  }

  Path packFile(int number) {
    return folder.resolve(pack(number));
  }

  /** All its files are there, and as long as they were. */
  void requireLengths() throws IOException {
    for (WrittenFile file : manifest.files()) {
      file.requireLength(folder);
    }
  }

  /** Reads all its files but those of contents, and finds them as they were written. */
  void requireMetadata() throws IOException {
    for (WrittenFile file : manifest.files()) {
      if (!isPack(file)) {
        file.requireSame(folder);
      }
    }
  }

  /** Reads all its files of contents, and finds them as they were written. */
  void requireContents() throws IOException {
    for (WrittenFile file : manifest.files()) {
      if (isPack(file)) {
        file.requireSame(folder);
      }
    }
  }

  private static boolean isPack(WrittenFile file) {
    return file.name().startsWith("contents-");
  }
}
