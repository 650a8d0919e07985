package org.mucura.core.object;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes objects several at once, for a store commits many changes at the cost of one. */
final class BatchDeletes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BatchDeletes.class);
  private static final int THREADS = 16;

  private final ObjectWrites writes;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "mucura-batch-delete"));

  BatchDeletes(ObjectWrites writes) {
    this.writes = writes;
  }

  List<DeleteOutcome> delete(List<DeleteObject> requests) {
    List<CompletableFuture<DeleteOutcome>> running = new ArrayList<>();
    for (DeleteObject request : requests) {
      running.add(CompletableFuture.supplyAsync(() -> delete(request), threads));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  private DeleteOutcome delete(DeleteObject request) {
    try {
      return new DeleteOutcome.Deleted(request.key(), writes.delete(request));
    } catch (S3Exception e) {
      return new DeleteOutcome.Failed(request.key(), e);
    } catch (RuntimeException e) {
      LOG.error("an object of a batch could not be removed", e);
      S3Exception failure =
          new S3Exception(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(), e);
      return new DeleteOutcome.Failed(request.key(), failure);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
