package org.mucura.commands.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AnnouncementTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static SshServer server() {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    return server;
  }

  @Test
  public void saysWhereTheConsoleIsWhereverItMoves() throws Exception {
    Path file = folder.getRoot().toPath().resolve("gateway");
    CountDownLatch ready = new CountDownLatch(1);
    Announcement announcement = new Announcement(file, "pid=1\n", ready::countDown);
    SshServer closed = server();
    closed.start();
    closed.close(true).await();
    try (SshServer first = server();
        SshServer second = server()) {
      announcement.addConsole(closed);
      announcement.addConsole(first);
      assertThat(file).doesNotExist();
      first.start();
      assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(file).hasContent("pid=1\nconsole=" + first.getPort());

      announcement.addConsole(second);
      second.start();
      await(file, "console=" + second.getPort());

      announcement.withdraw();
      assertThat(file).doesNotExist();
    }
  }

  private static void await(Path file, String line) throws IOException, InterruptedException {
    for (int tries = 0; !Files.readAllLines(file).contains(line) && tries < 500; tries++) {
      Thread.sleep(20);
    }
    assertThat(Files.readAllLines(file)).contains(line);
  }
}
