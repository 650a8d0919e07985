package org.mucura.settings.description;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the documents by which bundles describe their settings. Metatype's own service says neither
 * of what a value may be, nor outside of a framework.
 *
 * @see <a href="https://docs.osgi.org/specification/osgi.cmpn/8.0.0/service.metatype.html">Metatype
 *     Service Specification</a>
 */
public final class MetatypeReader {

  /** Where these documents are in a bundle. */
  public static final String FOLDER = "OSGI-INF/metatype";

  private MetatypeReader() {}

  /**
   * The groups that a document describes.
   *
   * @throws IOException also if it is none
   */
  public static List<SettingGroup> read(InputStream document) throws IOException {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // the parser's own one prints to standard error
      builder.setErrorHandler(new DefaultHandler());
      root = builder.parse(document).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("no metatype document: " + e.getMessage(), e);
    }
    List<SettingGroup> groups = new ArrayList<>();
    children(root, "Designate").forEach(designate -> groups.add(group(root, designate)));
    return groups;
  }

  private static SettingGroup group(Element root, Element designate) {
    boolean factory = designate.hasAttribute("factoryPid");
    String id =
        children(designate, "Object").map(o -> o.getAttribute("ocdref")).findFirst().orElse("");
    Element type =
        children(root, "OCD")
            .filter(ocd -> ocd.getAttribute("id").equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("metatype lacks the OCD " + id));
    return new SettingGroup(
        designate.getAttribute(factory ? "factoryPid" : "pid"),
        factory,
        type.getAttribute("name"),
        type.getAttribute("description"),
        children(type, "AD").map(MetatypeReader::setting).toList());
  }

  private static Setting setting(Element attribute) {
    return new Setting(
        attribute.getAttribute("id"),
        attribute.getAttribute("name"),
        attribute.getAttribute("description"),
        ValueType.of(attribute.getAttribute("type")),
        text(attribute, "cardinality").filter(n -> !n.equals("0")).isPresent(),
        !attribute.getAttribute("required").equals("false"),
        text(attribute, "default"),
        text(attribute, "min").map(Long::valueOf),
        text(attribute, "max").map(Long::valueOf),
        children(attribute, "Option").map(option -> option.getAttribute("value")).toList());
  }

  private static Optional<String> text(Element element, String name) {
    return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
  }

  private static Stream<Element> children(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }
}
