package org.mucura.s3.load;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How much the S3 application has to do: an OSGi service. */
@ProviderType
public interface S3Load {

  /** Each kind of work. */
  List<OfWork> work();

  /** Transfers with slow clients that go on without a place. */
  int slow();

  /** Transfers with slow clients that were cut since the start, to serve others. */
  long cut();

  /**
   * A kind of work.
   *
   * @param work its name in lower case, one of few
   * @param places how many requests are worked on at most
   * @param taken how many are now
   * @param waiting requests in line
   * @param refused requests since the start
   */
  record OfWork(String work, int places, int taken, int waiting, long refused) {}
}
