package org.mucura.core.commit;

/** Is told of changes after they were made, by the thread that made them. */
public interface CommitListener {

  /**
   * Returns at once.
   *
   * @throws org.mucura.core.S3Exception if the change must not be acknowledged
   */
  void committed(CommitTarget target, Committed change);
}
