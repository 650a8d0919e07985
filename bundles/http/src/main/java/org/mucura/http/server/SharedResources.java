package org.mucura.http.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.mucura.http.ExchangeObserver;
import org.mucura.http.ServerLoad;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads, timers and buffers that all listeners share. A change of settings reopens them all. */
@Component(
    service = {SharedResources.class, ServerLoad.class},
    configurationPid = "org.mucura.http.server")
@Designate(ocd = SharedResources.Config.class)
public final class SharedResources implements ServerLoad {

  private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

  /** So many threads may wait to take over a selector from another one. */
  private static final int RESERVED = 32;

  private final QueuedThreadPool threads;
  private final Scheduler scheduler = new ScheduledExecutorScheduler("http-timer", true);
  private final ByteBufferPool buffers = new ArrayByteBufferPool();
  private final Observers observers = new Observers();
  private final Set<OpenListener> listeners = ConcurrentHashMap.newKeySet();
  private final int queueMax;
  private final boolean http2;

  /** How many threads serve requests. */
  @ObjectClassDefinition(
      name = "HTTP server",
      description =
          "What all listeners share. A change closes them, once their requests are answered, and"
              + " opens them anew.")
  public @interface Config {

    /** The most threads; a request that is being answered holds one. */
    @AttributeDefinition(
        name = "Most threads",
        description = "A request that is being answered holds one",
        min = "16")
    int threadsMax() default 2048;

    /** Threads kept when idle. */
    @AttributeDefinition(
        name = "Threads kept",
        description = "Kept when idle; no more than there may be at most",
        min = "8")
    int threadsMin() default 16;

    /**
     * Beyond this many tasks that wait for a thread, requests are answered 503 instead of worked
     * on.
     */
    @AttributeDefinition(
        name = "Longest queue",
        description = "Beyond this many tasks that wait for a thread, requests get 503",
        min = "1")
    int queueMax() default 1024;

    /**
     * Whether requests run on virtual threads where the JDK has them. Off: native code of a store
     * that waits for a disk pins their few carriers, so that fewer requests wait side by side.
     */
    @AttributeDefinition(
        name = "Virtual threads",
        description =
            "Run requests on virtual threads (JDK 21). Not with stores that wait in native code,"
                + " such as RocksDB: they pin the carriers")
    boolean virtualThreads() default false;
  }

  /** As the container makes it: started. */
  @Activate
  public SharedResources(Config config) {
    http2 = Http2.prepare();
    threads =
        new QueuedThreadPool(
            config.threadsMax(), Math.min(config.threadsMin(), config.threadsMax()));
    threads.setName("http");
    threads.setDaemon(true);
    // Jetty would reserve as many as there are processors; but a thread that serves a request waits
    // for disks, and whoever finds none reserved goes through the queue, which takes longer.
    threads.setReservedThreads(Math.min(RESERVED, config.threadsMax() / 4));
    if (config.virtualThreads()) {
      useVirtualThreads();
    }
    queueMax = config.queueMax();
    LifeCycle.start(threads);
    LifeCycle.start(scheduler);
  }

  private void useVirtualThreads() {
    Executor executor = VirtualThreads.getDefaultVirtualThreadsExecutor();
    if (executor == null) {
      LOG.warn("this JDK has no virtual threads: using platform threads");
    } else {
      threads.setVirtualThreadsExecutor(executor);
    }
  }

  /** A server without connectors. Stopping it leaves what is shared alone. */
  Server newServer() {
    return new Server(threads, scheduler, buffers);
  }

  /** Times what takes no time itself. */
  Scheduler scheduler() {
    return scheduler;
  }

  /** Whether HTTP/2 can be offered. */
  boolean hasHttp2() {
    return http2;
  }

  /** Who is told of exchanges that have ended. */
  Observers observers() {
    return observers;
  }

  /** An observer has come. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addObserver(ExchangeObserver observer) {
    observers.add(observer);
  }

  /** An observer leaves. */
  public void removeObserver(ExchangeObserver observer) {
    observers.remove(observer);
  }

  /** A listener is open. */
  void opened(OpenListener listener) {
    listeners.add(listener);
  }

  /** A listener is open no more. */
  void closed(OpenListener listener) {
    listeners.remove(listener);
  }

  @Override
  public List<OfListener> listeners() {
    return listeners.stream().map(OpenListener::now).toList();
  }

  @Override
  public int threadsBusy() {
    return threads.getBusyThreads();
  }

  @Override
  public int threadsMax() {
    return threads.getMaxThreads();
  }

  @Override
  public int tasksWaiting() {
    return threads.getQueueSize();
  }

  /** Whether so much waits for a thread that new work is better refused. */
  boolean isOverloaded() {
    return threads.getQueueSize() > queueMax;
  }

  /** Ends all threads; the listeners are closed before. */
  @Deactivate
  public void stop() {
    LifeCycle.stop(scheduler);
    LifeCycle.stop(threads);
  }
}
