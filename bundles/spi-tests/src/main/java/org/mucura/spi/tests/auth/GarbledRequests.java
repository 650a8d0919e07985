package org.mucura.spi.tests.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mucura.spi.auth.AuthRequest;

/** Requests as a broken or a hostile client may send them, made from good ones. */
final class GarbledRequests {

  private static final String CHARACTERS =
      "\u0000\t\r\n \"%&'+,-./:;<=>?@[]^_`{|}~0129AZaz\u0080\u00e9\u2028\ud800\udc00\uffff";

  private final Random random;

  GarbledRequests(long seed) {
    random = new Random(seed);
  }

  /** The request with one to four changes anywhere. */
  AuthRequest from(AuthRequest request) {
    AuthRequest garbled = request;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      garbled = changed(garbled);
    }
    return garbled;
  }

  private AuthRequest changed(AuthRequest request) {
    return switch (random.nextInt(6)) {
      case 0 -> AuthRequests.withTarget(request, garbled(request.rawTarget()));
      case 1 -> AuthRequests.withMethod(request, garbled(request.method()));
      case 2 -> AuthRequests.at(request, Instant.ofEpochSecond(random.nextLong() >> 20));
      case 3 ->
          AuthRequests.withHeader(
              request, anyOf(List.of("authorization", "date", "host", "cookie", "")), garbled(""));
      default -> withGarbledHeader(request);
    };
  }

  private AuthRequest withGarbledHeader(AuthRequest request) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    if (headers.isEmpty()) {
      return request;
    }
    String name = anyOf(headers.keySet().stream().sorted().toList());
    List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
    switch (random.nextInt(4)) {
      case 0 -> values.clear();
      case 1 -> values.add(values.isEmpty() ? "" : values.get(0));
      case 2 -> values.add(garbled(""));
      default -> values.replaceAll(this::garbled);
    }
    headers.put(name, List.copyOf(values));
    return AuthRequests.withHeaders(request, headers);
  }

  /** Takes pieces out of a text, doubles them, and puts odd characters in. */
  private String garbled(String text) {
    StringBuilder garbled = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int from = random.nextInt(garbled.length() + 1);
      int to = from + random.nextInt(Math.min(garbled.length() - from, 12) + 1);
      switch (random.nextInt(3)) {
        case 0 -> garbled.delete(from, to);
        case 1 -> garbled.insert(from, garbled.substring(from, to));
        default -> garbled.insert(from, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
    }
    return garbled.toString();
  }

  private String anyOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
