package org.mucura.s3.operation;

/** What the path of a request addresses. */
public enum Level {
  SERVICE,
  BUCKET,
  OBJECT
}
