package org.mucura.commands;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.key.MasterKeyException;

/**
 * What all commands have in common; Karaf sets the fields. Whatever one throws is its failure: the
 * shell says the message and ends with a status that is not 0.
 */
@SuppressWarnings("NullAway.Init")
abstract class AdminAction implements Action {

  /** The description of the option of all commands that show something. */
  static final String JSON = "Shows one JSON document instead, for programs";

  private static final int WRONG = 1;

  private boolean wrong;

  @Reference Session session;

  @Override
  public final @Nullable Object execute() throws IOException, InterruptedException {
    try {
      act();
      return wrong ? WRONG : null;
    } catch (MasterKeyException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (S3Exception e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  /** Does what the command is for. */
  abstract void act() throws IOException, InterruptedException;

  /**
   * Has the command end with a status that is not 0, though it said all that it had to: what it
   * shows is not as it should be.
   */
  final void endAsWrong() {
    wrong = true;
  }

  /** In S3's own words it would ask a client to come again. */
  static String reason(S3Exception e) {
    return switch (e.code()) {
      case SERVICE_UNAVAILABLE, SLOW_DOWN ->
          "the metadata store does not answer; mucura:stores shows whether it is there, "
              + "DIR/data/log/mucura.log why not";
      case INTERNAL_ERROR -> "what the metadata store has is damaged; see DIR/data/log/mucura.log";
      case OPERATION_ABORTED ->
          "somebody else is changing it, or it is being deleted; try again in some seconds";
      default -> String.valueOf(e.getMessage());
    };
  }

  /**
   * The number that an option has, which is taken as text: the shell does not hand every number
   * over as one.
   */
  static int number(String option, String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(option + " is a number of up to six digits, not " + text);
    }
    return Integer.parseInt(text);
  }

  final void say(String format, Object... values) {
    out().printf(format + "%n", values);
  }

  final PrintStream out() {
    return session.getConsole();
  }
}
