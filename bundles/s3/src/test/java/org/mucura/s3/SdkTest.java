package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server and the AWS SDK for Java, as it comes, with a bucket {@code data}. */
public abstract class SdkTest {

  static S3TestServer server;

  static S3Client s3;

  @BeforeClass
  public static void start() throws Exception {
    server = new S3TestServer();
    s3 = client(server, true);
    s3.createBucket(b -> b.bucket("data"));
  }

  @AfterClass
  public static void stop() throws Exception {
    s3.close();
    server.close();
  }

  static S3Client client(S3TestServer server, boolean pathStyle) {
    return S3Client.builder()
        .endpointOverride(
            pathStyle
                ? server.endpoint()
                : URI.create("http://" + S3TestServer.DOMAIN + ":" + server.port()))
        .region(Region.of(S3TestServer.REGION))
        .credentialsProvider(credentials(server))
        .forcePathStyle(pathStyle)
        .httpClient(pathStyle ? UrlConnectionHttpClient.create() : proxied(server))
        .build();
  }

  /** Makes the server its own proxy, for no name server knows the hosts of the buckets. */
  static SdkHttpClient proxied(S3TestServer server) {
    return UrlConnectionHttpClient.builder()
        .proxyConfiguration(ProxyConfiguration.builder().endpoint(server.endpoint()).build())
        .build();
  }

  static StaticCredentialsProvider credentials(S3TestServer server) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(server.key().key().id(), server.key().secret()));
  }

  static String get(String key, String range) {
    return s3.getObjectAsBytes(b -> b.bucket("data").key(key).range(range)).asUtf8String();
  }

  static List<String> keys(S3Client client, String bucket) {
    return client
        .listObjectsV2(b -> b.bucket(bucket).encodingType(EncodingType.URL))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  static void deleteAll(S3Client client, String bucket) {
    List<ObjectIdentifier> ids = keys(client, bucket).stream().map(SdkTest::id).toList();
    DeleteObjectsResponse response =
        client.deleteObjects(b -> b.bucket(bucket).delete(Delete.builder().objects(ids).build()));
    assertThat(response.errors()).isEmpty();
  }

  static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static void assertError(String code, int status, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.requestId()).matches("[0-9A-F]{16}");
              assertThat(e.extendedRequestId()).isNotEmpty();
            });
  }
}
