package org.mucura.auth.s3signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.wire.UriEncoding;

/** What is signed is accepted, however it looks, and nothing of it can be changed. */
public final class SignatureRoundTripTest {

  private static final int ROUNDS = 1_000;

  private final Random random = new Random(4);
  private final S3SignatureAuthenticator authenticator = Signer.authenticator();

  @Test
  public void whatIsSignedIsAccepted() {
    for (int round = 0; round < ROUNDS; round++) {
      AuthRequest request = request();
      assertThat(authenticator.authenticate(Signer.signed(request)))
          .as("%s", request)
          .isInstanceOf(AuthOutcome.Authenticated.class);
      assertThat(authenticator.authenticate(Signer.presigned(request)))
          .as("%s presigned", request)
          .isInstanceOf(AuthOutcome.Authenticated.class);
    }
  }

  @Test
  public void theOrderOfParametersAndTheStyleOfEncodingDoNotMatter() {
    for (int round = 0; round < ROUNDS; round++) {
      AuthRequest signed = Signer.signed(request());
      assertThat(authenticator.authenticate(restyled(signed)))
          .as("%s", signed)
          .isInstanceOf(AuthOutcome.Authenticated.class);
    }
  }

  @Test
  public void aChangedRequestIsRefused() {
    for (int round = 0; round < ROUNDS; round++) {
      AuthRequest request = request();
      AuthRequest signed = round % 2 == 0 ? Signer.signed(request) : Signer.presigned(request);
      AuthRequest changed = changed(signed);
      assertThat(authenticator.authenticate(changed))
          .as("%s", changed)
          .isInstanceOf(AuthOutcome.Refused.class);
    }
  }

  private AuthRequest request() {
    StringBuilder target = new StringBuilder("/bucket/").append(UriEncoding.encodePath(text(12)));
    List<String> parameters = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "p" + UriEncoding.encode(text(3));
      parameters.add(random.nextBoolean() ? name : name + '=' + UriEncoding.encode(text(6)));
    }
    if (!parameters.isEmpty()) {
      target.append('?').append(String.join("&", parameters));
    }
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("host", List.of("bucket.example:8080"));
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.put("x-amz-meta-" + i, List.of(headerText(), headerText()));
    }
    return AuthRequests.withHeaders(Signer.get(target.toString()), headers);
  }

  /** Any characters, those that mean something in a URL more often than others. */
  private String text(int lengthMax) {
    String special = "/%+ &=?#;:@.~'()*!,$\\\"é😀";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
      int at = random.nextInt(special.length() - 1);
      int odd = Character.isLowSurrogate(special.charAt(at)) ? '~' : special.codePointAt(at);
      text.appendCodePoint(random.nextBoolean() ? odd : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private String headerText() {
    String characters = "  \tab,;=\"é";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /** Encodes some letters that need not be, in either case, and turns the parameters round. */
  private AuthRequest restyled(AuthRequest request) {
    String[] parts = request.rawTarget().split("\\?", 2);
    StringBuilder target = new StringBuilder(restyled(parts[0]));
    if (parts.length == 2) {
      List<String> parameters = new ArrayList<>(List.of(parts[1].split("&", -1)));
      Collections.shuffle(parameters, random);
      target.append('?').append(restyled(String.join("&", parameters)).replace("%20", "+"));
    }
    return AuthRequests.withTarget(request, target.toString());
  }

  private String restyled(String encoded) {
    StringBuilder restyled = new StringBuilder();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        String escape = encoded.substring(i, i + 3);
        restyled.append(random.nextBoolean() ? escape : escape.toLowerCase(Locale.ROOT));
        i += 2;
      } else if (Character.isLetterOrDigit(c) && random.nextInt(4) == 0) {
        restyled.append("%%%02x".formatted((int) c));
      } else {
        restyled.append(c);
      }
    }
    return restyled.toString();
  }

  /** Changes one thing that is signed, whatever the request has. */
  private AuthRequest changed(AuthRequest signed) {
    return switch (random.nextInt(5)) {
      case 0 -> AuthRequests.withMethod(signed, "PUT");
      case 1 ->
          AuthRequests.withTarget(signed, signed.rawTarget().replaceFirst("/bucket/", "/bucket//"));
      case 2 ->
          AuthRequests.withTarget(
              signed, signed.rawTarget() + (signed.rawTarget().contains("?") ? "&x" : "?x"));
      case 3 -> AuthRequests.withHeader(signed, "host", "bucket.example:8081");
      default -> AuthRequests.withHeader(signed, "x-amz-meta-1", "changed");
    };
  }
}
