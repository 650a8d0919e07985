package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;

public class StatusTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;

  @Before
  public void open() {
    shell = Shell.of(memory, folder.getRoot().toPath(), "");
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  @Test
  public void tellsWhatThereIs() throws Exception {
    Files.writeString(folder.getRoot().toPath().resolve("gateway"), "");

    assertThat(shell.say("mucura:status"))
        .containsPattern("version: +1\\.2\\.3")
        .containsPattern("master key: +" + memory.masterKeys().current().id())
        .containsPattern("scrub: +rests")
        .containsPattern("damaged: +nothing known")
        .containsPattern("s3\\W+http://127.0.0.1:9000")
        .containsPattern("METADATA\\W+default")
        .contains("No job has run yet");
    assertThat(shell.say("mucura:status --json"))
        .startsWith("{\"ready\":false,\"problems\":[\"the S3 application is not there\"],")
        .contains("\"scrub\":{\"underWay\":null,\"requested\":false,\"last\":null,\"findings\":0}")
        .contains("\"listeners\":[{\"name\":\"s3\",\"endpoint\":\"http://127.0.0.1:9000\"}]")
        .contains("\"stores\":[{")
        .endsWith("\"jobs\":[]}\n");
  }

  @Test
  public void tellsTheRestWhileTheMetadataIsAway() throws Exception {
    memory.lose();

    assertThat(shell.say("mucura:status"))
        .containsPattern("ready: +no")
        .containsPattern("problem: +the configured metadata store is not there")
        .containsPattern("version: +1\\.2\\.3");
    assertThat(shell.say("mucura:status --json"))
        .contains("\"masterKey\":null", "\"scrub\":null", "\"jobs\":[]");
  }
}
