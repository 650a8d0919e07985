package org.mucura.core.content;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Contents on their way in.
 *
 * @param stream the contents alone: framing and trailers are taken off; read once, by the calling
 *     thread, and not closed. What it throws aborts the write: an {@link
 *     org.mucura.core.S3Exception}, on its own or as the cause of an {@link java.io.IOException},
 *     reaches the caller as it is; any other {@link java.io.IOException}, within an {@link
 *     java.io.UncheckedIOException} or on its own, is {@code IncompleteBody}
 * @param length how many bytes will come, if the client said so; another number is {@code
 *     IncompleteBody}
 * @param expected what the client says of their digests
 */
public record Body(InputStream stream, OptionalLong length, ExpectedDigests expected) {}
