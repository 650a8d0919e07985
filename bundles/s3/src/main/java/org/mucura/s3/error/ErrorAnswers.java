package org.mucura.s3.error;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.xml.XmlWriter;

/**
 * Writes errors as S3 does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses">
 *     REST error responses</a>
 */
public final class ErrorAnswers {

  private final String hostId;

  public ErrorAnswers(String hostId) {
    this.hostId = hostId;
  }

  public Answer answer(S3Error error, Exchange exchange) {
    exchange.notes().error(error.code().code());
    Answer answer = Answer.xml(ErrorStatus.of(error.code()), xml -> writeTo(xml, error, exchange));
    switch (error.code()) {
      case SLOW_DOWN, SERVICE_UNAVAILABLE -> answer.header("Retry-After", "1");
      case INVALID_RANGE ->
          answer.header(
              "Content-Range",
              Optional.ofNullable(error.details().get("ActualObjectSize"))
                  .map(size -> "bytes */" + size));
      default -> {}
    }
    return answer;
  }

  private void writeTo(XmlWriter xml, S3Error error, Exchange exchange) throws IOException {
    // The root of an error has no namespace.
    xml.open("Error");
    xml.element("Code", error.code().code());
    xml.element("Message", XmlWriter.printable(error.message()));
    for (Map.Entry<String, String> detail : error.details().entrySet()) {
      xml.element(detail.getKey(), XmlWriter.printable(detail.getValue()));
    }
    xml.element(
        "Resource", Optional.ofNullable(exchange.request().getHttpURI().getPath()).orElse("/"));
    xml.element("RequestId", exchange.requestId());
    xml.element("HostId", hostId);
    xml.close("Error");
  }
}
