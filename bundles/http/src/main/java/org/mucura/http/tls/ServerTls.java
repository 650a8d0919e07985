package org.mucura.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with one certificate, which can be replaced while connections are open: those
 * keep the old one.
 */
public final class ServerTls extends SslContextFactory.Server {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final KeySource source;
  private final boolean wantsClients;

  /** As the files were before they were last read. */
  private FileStates read;

  /**
   * With the certificate that the source has now.
   *
   * @param wantsClients whether clients are asked for a certificate, which is not validated here;
   *     see {@link AnyClientCertificate}
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if a file is not what it should be
   * @throws IllegalArgumentException if the files do not go together
   */
  public ServerTls(KeySource source, boolean wantsClients)
      throws IOException, GeneralSecurityException {
    this.source = source;
    this.wantsClients = wantsClients;
    read = FileStates.of(source.files());
    setIncludeProtocols("TLSv1.2", "TLSv1.3");
    setRenegotiationAllowed(false);
    setWantClientAuth(wantsClients);
    setKeyStorePassword(KeyMaterial.PASSWORD);
    setKeyStore(checked(source.load()));
    warnOfOpenFiles();
  }

  /**
   * Takes the source's present certificate for new connections if its files have changed since they
   * were last read, for good or bad.
   *
   * @throws Exception if it is no good: then the old one stays
   */
  synchronized void refresh() throws Exception {
    FileStates now = FileStates.of(source.files());
    if (!now.equals(read)) {
      read = now;
      KeyStore fresh = checked(source.load());
      reload(factory -> factory.setKeyStore(fresh));
    }
  }

  private static KeyStore checked(KeyMaterial material)
      throws IOException, GeneralSecurityException {
    Date end = material.certificate().getNotAfter();
    if (end.toInstant().isBefore(Instant.now())) {
      LOG.warn("{} has expired: {}", material, end.toInstant());
    } else {
      LOG.info("{}, valid until {}", material, end.toInstant());
    }
    return material.toKeyStore();
  }

  private void warnOfOpenFiles() throws IOException {
    Path key = source.files().get(1);
    if (Files.getFileStore(key).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warn("{} can be read by every user of this machine: chmod 600 it", key);
    }
  }

  @Override
  protected TrustManager[] getTrustManagers(
      @Nullable KeyStore trustStore, @Nullable Collection<? extends CRL> crls) throws Exception {
    return wantsClients
        ? new TrustManager[] {new AnyClientCertificate()}
        : super.getTrustManagers(trustStore, crls);
  }
}
