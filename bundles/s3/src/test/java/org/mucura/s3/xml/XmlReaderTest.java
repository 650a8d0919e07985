package org.mucura.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

public class XmlReaderTest {

  @Test
  public void aDocumentIsReadElementByElement() {
    assertThat(read("<A><B>1</B> <B> 2&lt;&#x20AC; </B><!-- c --><B/></A>"))
        .containsExactly("1", " 2<€ ", "");
    assertThat(
            read("<?xml version='1.0'?>\n<!-- c --><A xmlns='" + XmlWriter.NAMESPACE + "'/>\n\n"))
        .isEmpty();
    assertThat(read("<A><B><![CDATA[<x>]]>y</B></A>")).containsExactly("<x>y");
  }

  @Test
  public void whateverIsOddIsRefused() {
    String[] odd = {
      "",
      " ",
      "text",
      "<A>",
      "<A></B>",
      "<Z/>",
      "<A/><A/>",
      "<A/>text",
      "<A>text</A>",
      "<A><B><C/></B></A>",
      "<A><C/></A>",
      "<A>&nbsp;</A>",
      "<A><B>&#0;</B></A>",
      "<A><?pi?></A>",
      "<!DOCTYPE A><A/>",
      "<!DOCTYPE A SYSTEM 'file:///etc/passwd'><A/>",
      "<!DOCTYPE A [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><A><B>&e;</B></A>",
      "<!DOCTYPE A [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><A><B>&b;</B></A>",
      "<!DOCTYPE A [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]><A/>"
    };
    for (String document : odd) {
      assertFails(ErrorCode.MALFORMED_XML, () -> read(document));
    }
  }

  @Test
  public void theStreamIsLeftOpen() throws IOException {
    boolean[] closed = {false};
    InputStream in =
        new FilterInputStream(stream("<A/>")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    XmlReader.read(in, "A", XmlReaderTest::texts);
    assertThat(closed[0]).isFalse();
  }

  @Test
  public void depthIsBounded() {
    String deep = "<A>".repeat(100) + "</A>".repeat(100);
    assertFails(ErrorCode.MALFORMED_XML, () -> XmlReader.read(stream(deep), "A", this::descend));
  }

  private List<String> descend(XmlReader xml) throws javax.xml.stream.XMLStreamException {
    xml.children(name -> descend(xml));
    return List.of();
  }

  @Test
  public void lengthIsBounded() {
    String longText = "<A><B>" + "x".repeat(XmlReader.LENGTH_MAX) + "</B></A>";
    assertFails(ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED, () -> read(longText));
    String padded = "<A/>" + " ".repeat(XmlReader.LENGTH_MAX);
    assertFails(ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED, () -> read(padded));
  }

  @Test
  public void failuresOfTheBodyComeThrough() {
    InputStream failing =
        new FilterInputStream(stream("<A><B>1</B></A>")) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
              throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
            }
            return count;
          }
        };
    assertFails(
        ErrorCode.SIGNATURE_DOES_NOT_MATCH,
        () -> XmlReader.read(failing, "A", XmlReaderTest::texts));
  }

  private static List<String> read(String document) {
    return XmlReader.read(stream(document), "A", XmlReaderTest::texts);
  }

  private static List<String> texts(XmlReader xml) throws javax.xml.stream.XMLStreamException {
    List<String> texts = new ArrayList<>();
    xml.children(
        name -> {
          if (!name.equals("B")) {
            throw XmlReader.malformed(null);
          }
          texts.add(xml.text());
        });
    return texts;
  }

  private static InputStream stream(String document) {
    return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
