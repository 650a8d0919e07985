package org.mucura.core.commit;

import java.util.List;
import java.util.Optional;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.mucura.spi.event.EventSink;
import org.mucura.spi.event.ObjectEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows each commit: it is counted, its bucket is confirmed, event sinks are told. */
@Component(service = CommitListener.class)
public final class CommitNotices implements CommitListener {

  private static final Logger LOG = LoggerFactory.getLogger(CommitNotices.class);

  private final Buckets buckets;
  private final Usage usage;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<EventSink> sinks = List.of();

  @Activate
  public CommitNotices(@Reference Buckets buckets, @Reference Usage usage) {
    this.buckets = buckets;
    this.usage = usage;
  }

  /** Tells these sinks, for whoever has no container. */
  public CommitNotices(Buckets buckets, Usage usage, List<EventSink> sinks) {
    this(buckets, usage);
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void committed(CommitTarget target, Committed change) {
    usage.add(target.bucket(), new UsageTotal(change.bytes(), change.objects()));
    buckets.confirm(target.bucket());
    List<EventSink> told = sinks;
    if (!told.isEmpty()) {
      ObjectEvent event = event(target, change);
      told.forEach(sink -> tell(sink, event));
    }
  }

  private static ObjectEvent event(CommitTarget target, Committed change) {
    Optional<ObjectData> data = change.after().flatMap(ObjectVersion::data);
    return new ObjectEvent(
        target.event(),
        target.bucket().name(),
        target.key(),
        target.account(),
        change.at(),
        data.map(present -> present.contents().size()).orElse(0L),
        data.map(ObjectData::etag));
  }

  /** A sink may throw whatever it likes: the change is made. */
  private static void tell(EventSink sink, ObjectEvent event) {
    try {
      sink.accept(event);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed to take an event", sink.getClass().getName(), e);
    }
  }
}
