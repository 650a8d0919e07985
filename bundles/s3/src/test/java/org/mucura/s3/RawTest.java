package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.s3.RawClient.Answer;

/** A server with a bucket {@code raw}, and connections to it, byte by byte. */
public abstract class RawTest {

  static S3TestServer server;
  static UnsteadyBlobStore blobs;

  @BeforeClass
  public static void start() throws Exception {
    blobs = new UnsteadyBlobStore();
    server = new S3TestServer(0, new MemoryMetadataStore(), blobs);
    assertThat(call("PUT", "/raw").status()).isEqualTo(200);
  }

  static Answer call(String method, String target, Object... more) throws IOException {
    return RawClient.exchange(server, method, target, more);
  }

  static Answer unsigned(String method, String target, Object... more) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.write(method, target, client.headers(more));
      return client.read(method);
    }
  }

  static void assertError(Answer answer, int status, String code) {
    assertThat(answer.text()).contains("<Code>" + code + "</Code>");
    assertThat(answer.status()).isEqualTo(status);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  static String md5(String text) {
    return Base64.getEncoder().encodeToString(digest("MD5", text));
  }

  static byte[] digest(String text) {
    return digest("SHA-256", text);
  }

  static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes(text));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
  }
}
