package org.mucura.http.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** Where a server's key and certificates come from. */
public interface KeySource {

  /** The files that {@link #load} reads. */
  List<Path> files();

  /**
   * Reads key and certificates as they are now.
   *
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if a file is not what it should be
   * @throws IllegalArgumentException if the files do not go together; the message says why and is
   *     free of secrets
   */
  KeyMaterial load() throws IOException, GeneralSecurityException;
}
