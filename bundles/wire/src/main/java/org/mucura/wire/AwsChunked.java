package org.mucura.wire;

/**
 * The names of {@code aws-chunked}, the framing in which clients send a body whose signatures or
 * checksums follow the data.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked
 *     upload</a>
 */
public final class AwsChunked {

  /** The content coding; it is not kept with the object. */
  public static final String CONTENT_ENCODING = "aws-chunked";

  /** Header: the length of the data without the framing, in bytes. */
  public static final String DECODED_CONTENT_LENGTH = "x-amz-decoded-content-length";

  /** Header: the names of the trailing headers, separated by commas. */
  public static final String TRAILER = "x-amz-trailer";

  /** The extension of a chunk's header that carries its signature. */
  public static final String CHUNK_SIGNATURE = "chunk-signature";

  /** The trailing header that carries the signature of the others. */
  public static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private AwsChunked() {}
}
