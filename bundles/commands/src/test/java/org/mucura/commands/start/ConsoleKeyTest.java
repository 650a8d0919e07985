package org.mucura.commands.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConsoleKeyTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theKeyIsOfTheUserThatIsEntered() throws Exception {
    Path key = folder.getRoot().toPath().resolve("keys/console.key");
    Path users = folder.getRoot().toPath().resolve("keys.properties");
    Files.writeString(users, "_g_\\:admingroup = group,admin\nadmin = old,_g_:admingroup\n");

    new ConsoleKey(key, users);

    List<String> lines = Files.readAllLines(users);
    assertThat(lines).hasSize(2).first().isEqualTo("_g_\\:admingroup = group,admin");
    String entered = lines.get(1).replaceAll("admin = (.*),_g_:admingroup", "$1");
    KeyPair pair = new FileKeyPairProvider(key).loadKeys(null).iterator().next();
    assertThat(
            KeyUtils.compareKeys(
                pair.getPublic(),
                PublicKeyEntry.parsePublicKeyEntry("ecdsa-sha2-nistp256 " + entered)
                    .resolvePublicKey(null, null, null)))
        .isTrue();
    for (Path file : List.of(key, users)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  public void aKeyThatIsThereStays() throws Exception {
    Path key = folder.getRoot().toPath().resolve("console.key");
    Path users = folder.getRoot().toPath().resolve("keys.properties");
    new ConsoleKey(key, users);
    String before = Files.readString(key) + Files.readString(users);

    new ConsoleKey(key, users);

    assertThat(Files.readString(key) + Files.readString(users)).isEqualTo(before);
  }
}
