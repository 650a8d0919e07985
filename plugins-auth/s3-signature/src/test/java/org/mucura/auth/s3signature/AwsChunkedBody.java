package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.AwsChunked;
import org.mucura.wire.sigv4.ChunkSignatures;

/** The chunks and the trailer of a small body that a client sent, all in memory. */
final class AwsChunkedBody {

  private final List<Chunk> chunks = new ArrayList<>();
  private final Map<String, String> trailer = new LinkedHashMap<>();
  private final byte[] framed;
  private int position;

  record Chunk(String signature, Bytes sha256) {}

  AwsChunkedBody(byte[] framed) {
    this.framed = framed;
    int length;
    do {
      String[] header = line().split(";" + AwsChunked.CHUNK_SIGNATURE + "=", 2);
      length = Integer.parseInt(header[0], 16);
      chunks.add(
          new Chunk(
              header[1], Sha256Of.bytes(Arrays.copyOfRange(framed, position, position + length))));
      position += length;
      if (length > 0) {
        line();
      }
    } while (length > 0);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] pair = line.split(":", 2);
      trailer.put(pair[0], pair[1]);
    }
  }

  List<Chunk> chunks() {
    return chunks;
  }

  Map<String, String> trailer() {
    return trailer;
  }

  boolean isAcceptedBy(BodyVerifier verifier) {
    boolean accepted = verifier.signsChunks() && verifier.signsTrailer();
    for (Chunk chunk : chunks) {
      accepted &= verifier.chunk(chunk.signature(), chunk.sha256());
    }
    Map<String, String> signed = new LinkedHashMap<>(trailer);
    String signature = String.valueOf(signed.remove(AwsChunked.TRAILER_SIGNATURE));
    return accepted
        && verifier.trailer(signature, Sha256Of.text(ChunkSignatures.canonicalTrailer(signed)));
  }

  private String line() {
    int end = position;
    while (end < framed.length && framed[end] != '\r') {
      end++;
    }
    String line = new String(framed, position, end - position, ISO_8859_1);
    position = end + 2;
    return line;
  }
}
