package org.mucura.http.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.hpack.HpackFieldPreEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that HTTP/2 works in OSGi. Jetty's constant header fields are encoded for each version
 * of HTTP by encoders that their class finds once, when it is initialised, by the thread's class
 * loader: without the right one every HTTP/2 answer with such a field fails.
 */
final class Http2 {

  private static final Logger LOG = LoggerFactory.getLogger(Http2.class);

  private Http2() {}

  /**
   * To be called before anything else of Jetty's HTTP is used.
   *
   * @return false, and logged, if somebody else has used it too early
   */
  static boolean prepare() {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(HpackFieldPreEncoder.class.getClassLoader());
    try {
      PreEncodedHttpField probe = new PreEncodedHttpField(HttpHeader.AGE, 1);
      return probe.getEncodedLength(HttpVersion.HTTP_2) > 0;
    } catch (NullPointerException e) {
      // Jetty has no other way to tell that an encoder is missing.
      LOG.error("HTTP/2 is off: a bundle used Jetty's header fields before the HTTP server did");
      return false;
    } finally {
      thread.setContextClassLoader(usual);
    }
  }
}
