package org.mucura.s3.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.mucura.core.S3Exception;
import org.mucura.s3.request.ObjectName;
import org.mucura.s3.xml.XmlReader;
import org.mucura.wire.ErrorCode;

/**
 * The document that says what to remove.
 *
 * @param quiet whether only failures are to be answered
 */
record DeleteDocument(List<Entry> entries, boolean quiet) {

  private static final int ENTRIES_MAX = 1000;

  private static final Set<String> ELEMENTS =
      Set.of("Key", "VersionId", "ETag", "LastModifiedTime", "Size");

  /**
   * One object.
   *
   * @param etag that it must have
   * @param unserved the element that asks for what is not served
   */
  record Entry(String key, Optional<String> etag, Optional<String> unserved) {

    /**
     * @throws S3Exception {@code KeyTooLongError}, {@code NotImplemented}
     */
    void check() {
      ObjectName.checkKey(key);
      if (unserved.isPresent()) {
        throw new S3Exception(
            ErrorCode.NOT_IMPLEMENTED, "The element " + unserved.get() + " is not implemented.");
      }
    }
  }

  /**
   * @throws S3Exception {@code MissingRequestBodyError}, {@code MalformedXML}, {@code BadDigest}
   */
  static DeleteDocument read(RequestDocument document) {
    return document.read("Delete", DeleteDocument::read);
  }

  private static DeleteDocument read(XmlReader xml) throws XMLStreamException {
    List<Entry> entries = new ArrayList<>();
    boolean[] quiet = {false};
    xml.children(
        name -> {
          switch (name) {
            case "Object" -> {
              if (entries.size() == ENTRIES_MAX) {
                throw XmlReader.malformed(null);
              }
              entries.add(entry(xml));
            }
            case "Quiet" -> quiet[0] = Boolean.parseBoolean(xml.text().strip());
            default -> throw XmlReader.malformed(null);
          }
        });
    if (entries.isEmpty()) {
      throw XmlReader.malformed(null);
    }
    return new DeleteDocument(entries, quiet[0]);
  }

  private static Entry entry(XmlReader xml) throws XMLStreamException {
    Map<String, String> values = new HashMap<>();
    xml.children(
        name -> {
          if (!ELEMENTS.contains(name) || values.put(name, xml.text()) != null) {
            throw XmlReader.malformed(null);
          }
        });
    String key = values.getOrDefault("Key", "");
    if (key.isEmpty()) {
      throw XmlReader.malformed(null);
    }
    // The null version is all that a bucket without versioning has.
    values.remove("VersionId", "null");
    values.remove("VersionId", "");
    return new Entry(
        key,
        Optional.ofNullable(values.get("ETag")),
        values.keySet().stream().filter(n -> !n.equals("Key") && !n.equals("ETag")).findFirst());
  }
}
