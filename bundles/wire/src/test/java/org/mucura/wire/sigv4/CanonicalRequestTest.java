package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public final class CanonicalRequestTest {

  @Test
  public void headersAreTrimmedCollapsedAndJoined() {
    SignableRequest request =
        new SignableRequest(
            "GET",
            "/",
            Map.of(
                "host", List.of("h:80"),
                "x-amz-meta-a", List.of("  one \t two\"  three \" ", "", " four"),
                "x-amz-meta-b", List.of("")));

    assertThat(text(request, "host", "x-amz-meta-a", "x-amz-meta-b", "x-absent"))
        .isEqualTo(
            "GET\n/\n\nhost:h:80\nx-amz-meta-a:one two\" three \",,four\nx-amz-meta-b:\nx-absent:\n"
                + "\nhost;x-amz-meta-a;x-amz-meta-b;x-absent\nP");
  }

  @Test
  public void thePathIsEncodedOnceAndNotNormalised() {
    assertThat(path("/b/a//b/../c/./")).isEqualTo("/b/a//b/../c/./");
    assertThat(path("/b/a%2520b")).isEqualTo("/b/a%2520b");
    assertThat(path("/b/x;y=1@:!$&'()*,+"))
        .isEqualTo("/b/x%3By%3D1%40%3A%21%24%26%27%28%29%2A%2C%2B");
    assertThat(path("/b/%7e%41%c3%a9")).isEqualTo("/b/~A%C3%A9");
    assertThat(path("/b/a%2Fb")).isEqualTo("/b/a/b");
  }

  @Test
  public void noPathIsTheRoot() {
    assertThat(path("")).isEqualTo("/");
    assertThat(text(new SignableRequest("GET", "?a", Map.of()), "host")).startsWith("GET\n/\na=\n");
  }

  @Test
  public void theTargetAsSentStaysAsItIs() {
    SignableRequest request = new SignableRequest("GET", "/b/a%2fb=c?p=q/r&a", Map.of());

    assertThat(CanonicalRequest.ofTargetAsSent(request, List.of("host"), "P"))
        .extracting(CanonicalRequest::text)
        .containsExactly(
            "GET\n/b/a%2fb=c\na=&p=q%2Fr\nhost:\n\nhost\nP",
            "GET\n/b/a%2fb=c\np=q/r&a\nhost:\n\nhost\nP");
    assertThat(
            CanonicalRequest.ofTargetAsSent(
                new SignableRequest("GET", "/", Map.of()), List.of("host"), "P"))
        .hasSize(1);
  }

  @Test
  public void theSignatureItselfIsLeftOut() {
    SignableRequest request =
        new SignableRequest("GET", "/?X-Amz-Signature=1&a=2&x-amz-signature=3", Map.of());

    assertThat(text(request, "host")).startsWith("GET\n/\na=2&x-amz-signature=3\n");
  }

  @Test
  public void brokenEscapesHaveNoCanonicalForm() {
    for (String target : List.of("/%", "/%zz", "/%ff", "/?a=%", "/?%f=1")) {
      SignableRequest request = new SignableRequest("GET", target, Map.of());
      assertThat(CanonicalRequest.of(request, List.of("host"), "P")).as(target).isEmpty();
    }
  }

  private static String path(String raw) {
    return text(new SignableRequest("GET", raw, Map.of()), "host")
        .lines()
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  private static String text(SignableRequest request, String... signed) {
    return CanonicalRequest.of(request, List.of(signed), "P").orElseThrow().text();
  }
}
