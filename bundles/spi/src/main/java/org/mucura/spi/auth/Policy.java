package org.mucura.spi.auth;

import java.util.List;

/**
 * Statements in the sense of IAM: what is allowed and what is denied, on what.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">
 *     IAM JSON policy elements</a>
 */
public record Policy(List<Statement> statements) {

  /** Allows every action on every resource, as far as the account itself reaches. */
  public static final Policy ALL =
      new Policy(List.of(new Statement(Effect.ALLOW, List.of("*"), List.of("*"))));

  public Policy {
    statements = List.copyOf(statements);
  }

  /** What a statement does to a request that it matches. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /**
   * One statement.
   *
   * @param actions patterns such as {@code s3:GetObject} or {@code s3:*}; {@code *} stands for any
   *     characters, {@code ?} for one; compared without case
   * @param resources patterns such as {@code arn:aws:s3:::bucket/prefix*}; compared with case
   */
  public record Statement(Effect effect, List<String> actions, List<String> resources) {

    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }
  }
}
