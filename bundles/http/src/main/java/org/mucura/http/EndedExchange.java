package org.mucura.http;

import java.time.Instant;

/**
 * An exchange that has ended, be it that its client got an answer or not.
 *
 * @param notes what whoever answered it knew; not changed any more
 * @param listener the name of the listener on which it came
 * @param remote the address of the peer, without a port; empty if that is not known any more
 * @param method as it was sent, cut if it is long
 * @param userAgent as it was sent, cut if it is long; empty if none was
 * @param status of the answer
 * @param bytesIn what was read of the request's body
 * @param bytesOut what was written of the answer's body
 * @param begin when the first byte of the request came
 * @param nanos from then to the end of the answer
 */
public record EndedExchange(
    ExchangeNotes notes,
    String listener,
    String remote,
    String method,
    String userAgent,
    int status,
    long bytesIn,
    long bytesOut,
    Instant begin,
    long nanos) {}
