package org.mucura.s3.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.mucura.s3.xml.XmlWriter;

/**
 * Keeps a client from giving up while an operation takes long, as AWS does: begins a document with
 * status 200 and goes on with white space until the outcome is known, which may be an error all the
 * same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">
 *     CompleteMultipartUpload</a>
 */
public final class KeepAlive {

  private static final ByteBuffer SPACE = ByteBuffer.wrap(new byte[] {' '}).asReadOnlyBuffer();

  private final Response response;
  private final ScheduledExecutorService clock;
  private final Duration period;
  private @Nullable Future<?> beats;

  /** The last write; the next one must not begin before it is done. */
  private CompletableFuture<@Nullable Void> sent = CompletableFuture.completedFuture(null);

  private boolean begun;
  private boolean stopped;

  /**
   * @param period after which the document begins, and between the white space
   */
  public KeepAlive(Response response, ScheduledExecutorService clock, Duration period) {
    this.response = response;
    this.clock = clock;
    this.period = period;
  }

  /** From now on the outcome is a document with status 200, or an error. */
  public synchronized void start() {
    beats =
        clock.scheduleAtFixedRate(
            this::beat, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void beat() {
    if (stopped || !sent.isDone()) {
      return;
    }
    sent = new CompletableFuture<>();
    Callback done = Callback.from(() -> sent.complete(null), sent::completeExceptionally);
    try {
      write(done);
    } catch (RuntimeException impossible) {
      // Else whoever stops would wait for ever.
      done.failed(impossible);
    }
  }

  private void write(Callback done) {
    if (begun) {
      response.write(false, SPACE.duplicate(), done);
      return;
    }
    begun = true;
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    // what all operations that take long make is sealed; their answers come too late to say so
    response.getHeaders().put("x-amz-server-side-encryption", "AES256");
    response.write(
        false, ByteBuffer.wrap(XmlWriter.DECLARATION.getBytes(StandardCharsets.US_ASCII)), done);
  }

  /**
   * Ends the white space, once nothing of it is under way any more.
   *
   * @return whether the answer has begun
   */
  boolean stop() {
    CompletableFuture<@Nullable Void> last;
    synchronized (this) {
      stopped = true;
      if (beats != null) {
        beats.cancel(false);
      }
      last = sent;
    }
    // Its failure is met again by whoever writes next.
    last.exceptionally(failure -> null).join();
    return begun;
  }
}
