package org.mucura.http;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an exchange beside HTTP, for logs and metrics: each request has one, to which
 * whoever answers it adds what they know. All of it may come from a client, save the request's id;
 * an empty text is what nobody knows. For one thread at a time.
 */
public final class ExchangeNotes {

  /** Longer ones are cut: what is kept for a log is bounded. */
  static final int LENGTH_MAX = 1024;

  private static final String ATTRIBUTE = ExchangeNotes.class.getName();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String requestId = HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  private String operation = "";
  private String bucket = "";
  private String key = "";
  private String account = "";
  private String credential = "";
  private String error = "";
  private @Nullable Instant clientTime;
  private boolean cut;

  /** Nothing is known yet. */
  public ExchangeNotes() {}

  /** Those of this request. */
  public static ExchangeNotes of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ExchangeNotes notes) {
      return notes;
    }
    ExchangeNotes fresh = new ExchangeNotes();
    request.setAttribute(ATTRIBUTE, fresh);
    return fresh;
  }

  /** By which the client and all logs name the exchange: 16 upper-case hexadecimal digits. */
  public String requestId() {
    return requestId;
  }

  /** What is asked for, for instance {@code GetObject}: of few, as metrics are kept for each. */
  public String operation() {
    return operation;
  }

  public void operation(String name) {
    operation = name;
  }

  /** The bucket that is addressed, as it was sent. */
  public String bucket() {
    return bucket;
  }

  /** The key that is addressed. */
  public String key() {
    return key;
  }

  /** What is addressed; empty where nothing is. */
  public void target(String addressedBucket, String addressedKey) {
    bucket = shortened(addressedBucket);
    key = shortened(addressedKey);
  }

  /** The id of the account on whose behalf it is; empty if that was not proved. */
  public String account() {
    return account;
  }

  /** The credential that was used, for instance an access key's id; without an account a claim. */
  public String credential() {
    return credential;
  }

  /** On whose behalf it is. */
  public void principal(String provenAccount, String usedCredential) {
    account = provenAccount;
    credential = shortened(usedCredential);
  }

  /** The code of the error that is answered, one of few; empty if none is. */
  public String error() {
    return error;
  }

  public void error(String code) {
    error = code;
  }

  /** What time it is at the client, if the request was refused for that; null if not. */
  public @Nullable Instant clientTime() {
    return clientTime;
  }

  public void clientTime(Instant time) {
    clientTime = time;
  }

  /** Whether the answer did not get to its end. */
  public boolean isCut() {
    return cut;
  }

  /** The answer does not get to its end. */
  public void cut() {
    cut = true;
  }

  private static String shortened(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
  }
}
