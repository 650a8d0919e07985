package org.mucura.commands.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.mucura.core.file.PrivateFile;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The key of the console's user {@code admin}: made at the first start, so that there is a way in
 * for whoever may read {@code DIR/keys}, and no password for anybody.
 */
@Component(service = ConsoleKey.class, immediate = true)
public final class ConsoleKey {

  private static final String USER = "admin";

  @Activate
  public ConsoleKey(BundleContext context) throws IOException, GeneralSecurityException {
    this(
        Path.of(context.getProperty("karaf.base"), "keys", "console.key"),
        Path.of(context.getProperty("karaf.etc"), "keys.properties"));
  }

  /**
   * Makes the key unless there is one.
   *
   * @param privateKey where the private half is kept
   * @param users Karaf's file of the users that come with a key
   */
  ConsoleKey(Path privateKey, Path users) throws IOException, GeneralSecurityException {
    List<String> lines =
        Files.exists(users) ? new ArrayList<>(Files.readAllLines(users, UTF_8)) : new ArrayList<>();
    if (Files.exists(privateKey) && lines.stream().anyMatch(ConsoleKey::isOfUser)) {
      return;
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    PrivateFile.write(privateKey, privateKey(pair));
    lines.removeIf(ConsoleKey::isOfUser);
    lines.add(USER + " = " + encoded(pair) + ",_g_:admingroup");
    PrivateFile.write(users, String.join("\n", lines) + "\n");
  }

  private static boolean isOfUser(String line) {
    return line.strip().matches(USER + "\\s*=.*");
  }

  /**
   * In OpenSSH's own form, for PKCS#8 lacks the public half that an elliptic curve's user needs.
   */
  private static String privateKey(KeyPair pair) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, USER, null, written);
    return written.toString(US_ASCII);
  }

  /** The public key as SSH has it, without the type that begins a line of authorized_keys. */
  private static String encoded(KeyPair pair) {
    String entry = PublicKeyEntry.toString(pair.getPublic());
    return entry.substring(entry.indexOf(' ') + 1);
  }
}
