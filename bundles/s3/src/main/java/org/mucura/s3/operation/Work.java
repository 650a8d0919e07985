package org.mucura.s3.operation;

/**
 * Kinds of work that take different things of the gateway. Each is bounded by itself, so that one
 * kind in plenty leaves the others alone.
 */
public enum Work {
  /** Contents are sent: buffers, for as long as the client takes. */
  READ,
  /** Contents are taken in: buffers, for as long as the client takes. */
  WRITE,
  /** Names and records are looked at, or one is changed: soon done. */
  METADATA,
  /** Little is sent and much is to be done: contents are copied, or many records changed. */
  LONG
}
