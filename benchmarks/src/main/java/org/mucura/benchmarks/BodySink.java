package org.mucura.benchmarks;

/** Sees the body of a successful answer. */
interface BodySink {

  /** Only counts: what is measured should not be the client. */
  BodySink NOTHING = (bytes, offset, length) -> {};

  /** The next bytes, which are good until this returns. */
  void take(byte[] bytes, int offset, int length);
}
