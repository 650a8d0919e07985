package org.mucura.spi.event;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happened to objects. */
@ConsumerType
public interface EventSink {

  /**
   * Called after the change was committed, by the thread that made it. Returns at once: what takes
   * time is done elsewhere. What it throws is logged and never reaches the client. After a crash an
   * event may be missing.
   */
  void accept(ObjectEvent event);
}
