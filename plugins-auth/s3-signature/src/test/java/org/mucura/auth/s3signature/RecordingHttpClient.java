package org.mucura.auth.s3signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Keeps the last request that an SDK client would have sent, and answers 200 without a body. */
final class RecordingHttpClient implements SdkHttpClient {

  private @Nullable SdkHttpRequest request;
  private byte[] body = {};

  SdkHttpRequest request() {
    if (request == null) {
      throw new IllegalStateException("nothing was sent");
    }
    return request;
  }

  byte[] body() {
    return body.clone();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execution) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        request = execution.httpRequest();
        body = execution.contentStreamProvider().map(p -> read(p.newStream())).orElse(new byte[0]);
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .build();
      }

      @Override
      public void abort() {
        throw new IllegalStateException("nothing takes long here");
      }
    };
  }

  private static byte[] read(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    request = null;
  }
}
