package org.mucura.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class XmlWriterTest {

  @Test
  public void elementsAreWrittenAsS3WritesThem() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.root("R").element("S", "a").element("E", "").element("N", 3).element("B", true);
      xml.element("T", Instant.parse("2026-11-22T01:02:03.999Z"));
      xml.element("O", Optional.empty()).close("R");
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "<R xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><S>a</S><E/><N>3</N><B>true</B>"
                + "<T>2026-11-22T01:02:03.000Z</T></R>");
  }

  @Test
  public void markupInTextIsEscaped() throws IOException {
    assertThat(write("<a>&\"']]>")).isEqualTo("<R>&lt;a&gt;&amp;&quot;']]&gt;</R>");
  }

  @Test
  public void whatXmlCannotSayIsWrittenAsAwsWritesIt() throws IOException {
    assertThat(write("\u0001\u001f\r\ufffe\uffff\n\t"))
        .isEqualTo("<R>&#x1;&#x1f;&#xd;&#xfffe;&#xffff;\n\t</R>");
  }

  @Test
  public void whatIsNotHandedBackIsMadePrintable() {
    assertThat(XmlWriter.printable("a\u0000\u001f\ufffe\uffffb\r\n\t<😀"))
        .isEqualTo("a\ufffd\ufffd\ufffd\ufffdb\r\n\t<😀");
  }

  @Test
  public void anyTextComesBack() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(3000), 0x20, 0x30000)
          .filter(c -> (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff)
          .map(c -> random.nextBoolean() ? c : 0x20 + c % 0x5f)
          .forEach(text::appendCodePoint);
      byte[] document = write(text.toString()).getBytes(StandardCharsets.UTF_8);
      assertThat(XmlReader.read(new ByteArrayInputStream(document), "R", XmlReader::text))
          .isEqualTo(text.toString());
    }
  }

  private static String write(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.open("R").text(text).close("R");
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
