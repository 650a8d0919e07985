package org.mucura.http.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of one listener. A change closes and reopens it. */
@ObjectClassDefinition(
    name = "Listener",
    description =
        "An address and port that serves the applications that name it. A change closes it, once its"
            + " requests are answered, and opens it anew.")
public @interface ListenerConfig {

  /** What applications call it, {@code [a-z0-9-]{1,32}}. */
  @AttributeDefinition(
      name = "Name",
      description = "What applications call it: S3 is served on s3 and s3-tls")
  String name();

  /** A literal address or a host name. */
  @AttributeDefinition(name = "Address", description = "0.0.0.0 or :: are all of the machine's")
  String address() default "127.0.0.1";

  /** 0 to 65535; 0 takes a free one. */
  @AttributeDefinition(name = "Port", description = "0 takes a free one", min = "0", max = "65535")
  int port();

  /** Whether the process ends with status 1 if the listener cannot be opened at the start. */
  @AttributeDefinition(
      name = "Required",
      description = "If it cannot be opened when the server starts, the process ends with status 1")
  boolean required() default false;

  /** Whether it speaks TLS, and only that. */
  @AttributeDefinition(name = "TLS", description = "HTTPS, TLS 1.2 and 1.3")
  boolean tls() default false;

  /** The chain, the server's certificate first. */
  @AttributeDefinition(
      name = "Certificate file",
      description = "PEM; the server's certificate first, then the authorities that signed it",
      required = false)
  String certificateFile() default "";

  /** The key of the first certificate. */
  @AttributeDefinition(
      name = "Key file",
      description = "PEM, not encrypted, mode 0600",
      required = false)
  String keyFile() default "";

  /** Instead of certificate and key file. */
  @AttributeDefinition(
      name = "Key store file",
      description = "PKCS#12, instead of certificate file and key file",
      required = false)
  String keyStoreFile() default "";

  /** Its first line is the key store's password. */
  @AttributeDefinition(
      name = "Password file",
      description = "Its first line is the key store's password; mode 0600",
      required = false)
  String passwordFile() default "";

  /** How often the certificate's files are looked at, in milliseconds. */
  @AttributeDefinition(
      name = "Certificate check in ms",
      description = "How often the files are looked at; changed ones are used at once",
      min = "100")
  int certificateCheckMillis() default 5000;

  /** {@code none} or {@code want}. */
  @AttributeDefinition(
      name = "Client certificates",
      description = "Whether clients are asked for one; it is validated by what relies on it",
      options = {@Option("none"), @Option("want")})
  String clientCertificates() default "none";

  /** Whether TLS clients may choose HTTP/2. */
  @AttributeDefinition(name = "HTTP/2", description = "Offered to TLS clients beside HTTP/1.1")
  boolean http2() default true;

  /** Whether HTTP/2 is understood without TLS, for proxies that speak it. */
  @AttributeDefinition(
      name = "HTTP/2 without TLS",
      description = "For a proxy in front that speaks it (h2c)")
  boolean http2Cleartext() default false;

  /** Proxies whose word about their clients counts, by address or block. */
  @AttributeDefinition(
      name = "Trusted proxies",
      description =
          "Addresses and blocks (10.0.0.0/8) of proxies, separated by commas, whose X-Forwarded-For"
              + " and X-Forwarded-Proto count; nobody else's do",
      required = false)
  String trustedProxies() default "";

  /** Whether each connection begins with the PROXY protocol. */
  @AttributeDefinition(
      name = "PROXY protocol",
      description =
          "Every connection begins with a PROXY line, version 1 or 2; those of other than the trusted"
              + " proxies are closed")
  boolean proxyProtocol() default false;

  /** Connections beyond it wait in the system's queue. */
  @AttributeDefinition(
      name = "Most connections",
      description = "Further ones wait in the system's queue",
      min = "1")
  int connectionsMax() default 4096;

  /** The length of the system's queue of connections not yet taken. */
  @AttributeDefinition(
      name = "Accept queue",
      description = "The length of the system's queue; the system has a maximum of its own",
      min = "1")
  int acceptQueue() default 1024;

  /** Requests at once, on all connections; further ones get 503. */
  @AttributeDefinition(
      name = "Most requests at once",
      description = "On all connections together; further ones get 503",
      min = "1")
  int requestsMax() default 2048;

  /** Requests that wait at once for an application that is being replaced; further ones get 503. */
  @AttributeDefinition(
      name = "Most waiting requests",
      description = "Wait for an application that is being replaced; further ones get 503",
      min = "0")
  int waitersMax() default 1024;

  /** How long they wait, in milliseconds, before they get 503. */
  @AttributeDefinition(
      name = "Wait in ms",
      description = "How long a request waits for an application that is being replaced",
      min = "0")
  int waitMillis() default 5000;

  /** The request line and all header fields, in bytes; more gets 431. */
  @AttributeDefinition(
      name = "Largest header, in bytes",
      description = "Request line and fields; more gets 431",
      min = "1024",
      max = "1048576")
  int headerSizeMax() default 16384;

  /** How long a connection may be silent, in milliseconds. */
  @AttributeDefinition(
      name = "Idle time in ms",
      description = "How long a connection may be silent",
      min = "100")
  int idleMillis() default 60000;

  /** The least that a client must send or take of a body, in bytes a second; 0 for no limit. */
  @AttributeDefinition(
      name = "Least rate of bodies, in bytes a second",
      description =
          "Of the time that the server waits for the client; slower ones are cut off; 0: none",
      min = "0")
  int rateMin() default 1024;

  /** How long the server waits for a client, all waits together, before its rate counts, in ms. */
  @AttributeDefinition(
      name = "Rate counts after ms",
      description = "How long the server waits for a client before its rate counts",
      min = "0")
  int rateAfterMillis() default 10000;

  /** The bound for requests under way when the listener closes, in milliseconds. */
  @AttributeDefinition(
      name = "Drain in ms",
      description = "How long requests under way may take when the listener closes",
      min = "0")
  int drainMillis() default 30000;
}
