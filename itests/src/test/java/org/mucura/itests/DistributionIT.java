package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;

/** The archive as an administrator meets it. */
public class DistributionIT {

  @ClassRule public static final Gateway GATEWAY = Gateway.SHARED;

  private static final String LISTENING = "0A";

  @Test
  public void theConsoleKeepsAccountsAndKeys() throws Exception {
    String said =
        GATEWAY.console(
            "mucura:account-create marie; mucura:account-suspend marie; mucura:account-list;"
                + " mucura:account-resume marie; mucura:key-list marie; mucura:stores");
    assertThat(said)
        .contains("made the account marie", "marie is suspended", "marie is active")
        .containsPattern("marie +\\| \\d{12} \\| SUSPENDED")
        .containsPattern("researcher +\\| \\d{12} \\| ACTIVE")
        .contains("METADATA", "BLOBS");
    assertThatThrownBy(() -> GATEWAY.console("mucura:account-create marie"))
        .hasMessageContaining("mucura:key-create marie");
    assertThat(GATEWAY.data().resolve("data/log/security.log"))
        .content()
        .contains("Authentication succeeded - admin");
  }

  @Test
  public void nothingForgesALineOfTheLog() throws Exception {
    Path wrong = GATEWAY.data().resolve("etc/org.mucura.blobs.filesystem-wrong.cfg");
    Files.writeString(wrong, "name = wrong\npath = /proc/x\\r\\n2026-01-01 FORGED \\u001b[31m\n");
    String log = "";
    for (int tries = 0; !log.contains("FORGED") && tries < 300; tries++) {
      Thread.sleep(100);
      log = Files.readString(GATEWAY.data().resolve("data/log/mucura.log"));
    }
    Files.delete(wrong);
    assertThat(log).contains("FORGED").doesNotContain("\u001b");
    assertThat(log.lines()).noneMatch(line -> line.startsWith("2026-01-01 FORGED"));
  }

  @Test
  public void nothingListensBeyondLoopback() throws Exception {
    Set<String> sockets;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + GATEWAY.pid() + "/fd"))) {
      sockets = files.map(DistributionIT::socket).collect(Collectors.toSet());
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      Files.readAllLines(Path.of("/proc/net/" + table)).stream()
          .map(line -> line.strip().split("\\s+", -1))
          .filter(line -> line[3].equals(LISTENING) && sockets.contains("socket:[" + line[9] + "]"))
          .forEach(line -> addresses.add(line[1].substring(0, line[1].indexOf(':'))));
    }
    // the S3 listener, the administrative one and the console
    assertThat(addresses).isNotEmpty();
    for (String address : addresses) {
      assertThat(address).matches("0100007F|0{16}FFFF00000100007F|0{24}01000000");
    }
    assertThat(InetAddress.getByName(GATEWAY.endpoint().getHost()).isLoopbackAddress()).isTrue();
  }

  @Test
  public void nobodyHasAPassword() throws IOException {
    Properties users = new Properties();
    try (var reader = Files.newBufferedReader(GATEWAY.data().resolve("etc/users.properties"))) {
      users.load(reader);
    }
    assertThat(users).isEmpty();
    assertThat(Files.readString(GATEWAY.data().resolve("etc/org.apache.karaf.shell.cfg")))
        .containsPattern("(?m)^authMethods = publickey$");
  }

  @Test
  public void secretsAreTheOwnersAlone() throws IOException {
    try (Stream<Path> keys = Files.walk(GATEWAY.data().resolve("keys"))) {
      for (Path key : keys.toList()) {
        assertThat(Files.getPosixFilePermissions(key))
            .as("%s", key)
            .doesNotContain(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE);
      }
    }
    String secret = GATEWAY.setting("AWS_SECRET_ACCESS_KEY");
    assertThat(GATEWAY.output()).doesNotContain(secret);
    try (Stream<Path> logs = Files.list(GATEWAY.data().resolve("data/log"))) {
      for (Path log : logs.toList()) {
        assertThat(Files.readString(log)).as("%s", log).doesNotContain(secret);
      }
    }
  }

  @Test
  public void theDistributionStaysAsItWasUnpacked() throws Exception {
    String archive = System.getProperty("mucura.distribution");
    Set<String> unpacked =
        Gateway.run("tar", "-tzf", archive)
            .lines()
            .filter(name -> !name.endsWith("/"))
            .map(name -> name.substring(name.indexOf('/') + 1))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(GATEWAY.home())) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> GATEWAY.home().relativize(file).toString())
                  .collect(Collectors.toSet()))
          .isEqualTo(unpacked);
    }
  }

  private static String socket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
