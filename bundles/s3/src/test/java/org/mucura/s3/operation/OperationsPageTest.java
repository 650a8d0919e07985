package org.mucura.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.junit.Test;

/**
 * Keeps docs/operations.md as the table has it. To write it anew: {@code mvn -pl bundles/s3 test
 * -Dtest=OperationsPageTest -Dmucura.docs.write=true}.
 */
public class OperationsPageTest {

  private static final Path PAGE = Path.of("../../docs/operations.md");

  @Test
  public void thePageShowsTheTable() throws IOException {
    String page = page();
    if (Boolean.getBoolean("mucura.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/operations.md is stale, write it with -Dmucura.docs.write=true")
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    long served = count(Service.SERVED);
    page.append("# The operations of S3\n\n")
        .append("Made from `S3Operation` by `OperationsPageTest`; do not edit.\n\n")
        .append("Of " + S3Operation.values().length + " operations " + served + " are served and ")
        .append(count(Service.ALWAYS_ABSENT) + " answer, truthfully, that there is no such\n")
        .append("configuration. All others answer `501 NotImplemented`, and so does every header")
        .append(" or parameter that\nasks for what is not served: nothing is passed over in")
        .append(" silence. In the requests, `b` stands for a\nbucket and `k` for a key; a word")
        .append(
            " behind them is a header that must be there. Each kind of work has places of its\n")
        .append("own ([Overload](admin.md#overload)).\n\n")
        .append("| operation | request | IAM action | answer | work |\n|---|---|---|---|---|\n");
    Arrays.stream(S3Operation.values())
        .sorted(Comparator.comparing(S3Operation::operationName))
        .forEach(operation -> page.append(row(operation)));
    return page.toString();
  }

  private static long count(Service service) {
    return Arrays.stream(S3Operation.values()).filter(o -> o.service() == service).count();
  }

  private static String row(S3Operation operation) {
    String answer =
        switch (operation.service()) {
          case SERVED -> "**served**";
          case ALWAYS_ABSENT -> "404 " + operation.absence().orElseThrow().code();
          case NOT_SERVED -> "501";
          case OLD_NAME -> "as " + current(operation).operationName();
        };
    boolean served = operation.service() == Service.SERVED;
    return String.format(
        "| %s | `%s` | `%s` | %s | %s |%n",
        operation.operationName(),
        operation.form(),
        action(operation),
        answer,
        served ? operation.work().name().toLowerCase(Locale.ROOT) : "");
  }

  private static String action(S3Operation operation) {
    boolean copies = operation.form().header().equals(S3Operation.COPY_OBJECT.form().header());
    return operation.action() + (copies ? "`, of the source `s3:GetObject" : "");
  }

  private static S3Operation current(S3Operation old) {
    return Arrays.stream(S3Operation.values())
        .filter(o -> o != old && o.form().equals(old.form()))
        .findAny()
        .orElseThrow();
  }
}
