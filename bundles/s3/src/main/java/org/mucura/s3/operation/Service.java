package org.mucura.s3.operation;

/** How far an operation is served. */
public enum Service {
  /** It is. */
  SERVED,
  /** It asks for a configuration, and truthfully the answer is always that there is none. */
  ALWAYS_ABSENT,
  /** It is answered with {@code NotImplemented}. */
  NOT_SERVED,
  /** An older name of another operation; on the wire they look the same. */
  OLD_NAME
}
