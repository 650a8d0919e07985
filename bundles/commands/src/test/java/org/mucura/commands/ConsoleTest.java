package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;

/** What all commands have. */
public class ConsoleTest {

  private static final Path ROLES =
      Path.of(
          "../../karaf-distribution/src/main/resources/etc/org.apache.karaf.command.acl.mucura.cfg");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;

  @Before
  public void open() throws Exception {
    shell = Shell.of(memory, folder.getRoot().toPath(), "");
    shell.say("mucura:account-create marie");
    shell.say("mucura:bucket-create photos marie");
    shell.say("mucura:key-create marie");
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  @Test
  public void everyOneExplainsItself() throws Exception {
    for (Class<?> action : Shell.COMMANDS) {
      Command command = action.getAnnotation(Command.class);
      assertThat(shell.say("mucura:" + command.name() + " --help"))
          .as(command.name())
          .contains("mucura:" + command.name(), command.description());
    }
    assertThat(shell.say("mucura:account-delete --help"))
        .contains("  mucura:account-delete --hand-over-to pierre marie\n");
  }

  @Test
  public void optionsStandAnywhere() throws Exception {
    assertThat(shell.say("mucura:account-show marie --json")).startsWith("{\"name\":\"marie\"");
    assertThat(shell.say("mucura:account-delete marie --help")).contains("DESCRIPTION");
    assertThat(shell.say("mucura:account-create 'pierre' --home-bucket polonium | grep polo"))
        .contains("its home bucket is polonium");
    assertThat(shell.say("mucura:account-delete marie --hand-over-to pierre"))
        .contains("pierre has 1 bucket");
  }

  @Test
  public void optionsWithValuesAreKnown() {
    Set<String> withValue = new HashSet<>();
    for (Class<?> action : Shell.COMMANDS) {
      boolean anyOrder = action.isAnnotationPresent(Parsing.class);
      for (Field field : action.getDeclaredFields()) {
        assertThat(anyOrder || !field.isAnnotationPresent(Argument.class)).isTrue();
        Option option = field.getAnnotation(Option.class);
        if (option != null && field.getType() != boolean.class) {
          withValue.add(option.name());
        }
      }
    }
    assertThat(AnyOrder.WITH_VALUE).isEqualTo(withValue);
  }

  @Test
  public void everyOneHasARole() throws Exception {
    Properties roles = new Properties();
    try (InputStream in = Files.newInputStream(ROLES)) {
      roles.load(in);
    }
    assertThat(roles.stringPropertyNames())
        .containsExactlyInAnyOrder(
            Shell.COMMANDS.stream()
                .map(action -> action.getAnnotation(Command.class).name())
                .toArray(String[]::new));
  }

  @Test
  public void namesAreCompleted() {
    String key = memory.keysOf("marie").get(0).id();

    assertThat(shell.complete("account-show m")).containsExactly("marie");
    assertThat(shell.complete("account-delete --hand-over-to m")).containsExactly("marie");
    assertThat(shell.complete("bucket-show p")).containsExactly("photos");
    assertThat(shell.complete("bucket-chown photos ")).contains("marie");
    assertThat(shell.complete("uploads ")).contains("photos");
    assertThat(shell.complete("key-revoke MU")).containsExactly(key);
    assertThat(shell.complete("bucket-list --j")).contains("--json");
  }
}
