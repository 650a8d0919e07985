package org.mucura.core.commit;

/** Ends uploads whose objects are there. */
public interface UploadFinish {

  /**
   * Moves an upload that is being completed to done. Done already, or gone, is no error: this may
   * come again, from anyone, at any time after the object was written.
   */
  void finish(ObjectKey key, String uploadId);
}
