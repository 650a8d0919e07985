package org.mucura.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The reference: the least that keeps a body durably and gives it back. Each PUT is a file, written
 * and synced; no signatures, no digests, no names but the path. What Mucura costs beyond this is
 * the price of S3.
 */
public final class BareServer extends Handler.Abstract {

  private final Path folder;

  private BareServer(Path folder) {
    this.folder = folder;
  }

  /** Takes a folder that exists; prints the address, and serves until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new BareServer(Path.of(arguments[0])));
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String name = Request.getPathInContext(request).substring(1).replace('/', '_');
    if (request.getMethod().equals("PUT")) {
      put(request, name);
      callback.succeeded();
    } else {
      get(response, name, callback);
    }
    return true;
  }

  private void put(Request request, String name) throws IOException {
    Path written = folder.resolve(name + "." + Thread.currentThread().getId());
    try (InputStream body = Content.Source.asInputStream(request);
        FileChannel file =
            FileChannel.open(
                written,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(file)) {
      body.transferTo(out);
      file.force(true);
    }
    Files.move(
        written,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private void get(Response response, String name, Callback callback) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      response.setStatus(404);
      callback.succeeded();
      return;
    }
    response.getHeaders().put("Content-Length", Files.size(file));
    try (InputStream content = Files.newInputStream(file);
        OutputStream out = Content.Sink.asOutputStream(response)) {
      content.transferTo(out);
    }
    callback.succeeded();
  }
}
