package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What an administrator does with the master keys, and what happens without them. */
public class MasterKeyIT {

  private static final String BUCKET = "master-keys";

  @Rule public final Gateway gateway = new Gateway("master-key");

  @Test
  public void keysAreRotatedExportedLostAndRestored() throws Exception {
    try (S3Client s3 = gateway.client()) {
      s3.createBucket(r -> r.bucket(BUCKET));
      s3.putObject(r -> r.bucket(BUCKET).key("key"), RequestBody.fromString("text"));
    }
    Path keys = gateway.data().resolve("keys");
    Path ring = keys.resolve("master.keys");
    Path copy = keys.resolve("copy.p12");
    Path passPhrase = keys.resolve("pass-phrase");
    Files.writeString(passPhrase, "a long pass phrase\n");
    assertThat(gateway.console("mucura:key-rotate")).contains("the master key is ", "are under it");
    String export = "mucura:key-export --pass-phrase-file " + passPhrase + " " + copy;
    assertThat(gateway.console(export)).contains("the master keys are in " + copy);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(gateway.stop()).isZero();

    Files.delete(ring);
    assertThatThrownBy(gateway::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the master key ")
        .hasMessageContaining(ring + " is not there");
    assertThat(ring).doesNotExist();

    Files.writeString(
        gateway.data().resolve("etc/org.mucura.keys.cfg"),
        "file = %s\npassword.file = %s\n".formatted(copy, passPhrase));
    gateway.start();
    try (S3Client s3 = gateway.client()) {
      assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("key")).asUtf8String())
          .isEqualTo("text");
    }
  }
}
