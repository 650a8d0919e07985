package org.mucura.settings.description;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Descriptions for tests, in the form in which bundles have them. */
public final class Described {

  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
        <OCD id="a" name="Overload" description="How much at once.">
          <AD id="readsMax" type="Integer" name="Most reads" description="d" min="0" max="65536" default="0"/>
          <AD id="wait.ms" type="Long" name="Wait in ms" description="d" min="0" default="5000"/>
          <AD id="domains" type="String" required="false" name="Domains" description="d" default=""/>
        </OCD>
        <OCD id="b" name="Listener" description="An address.">
          <AD id="name" type="String" name="Name" description="d"/>
          <AD id="port" type="Integer" name="Port" description="d" min="0" max="65535"/>
          <AD id="keyFile" type="String" required="false" name="Key file" description="d"/>
          <AD id="hosts" type="String" cardinality="2147483647" name="Hosts" description="d" default="a"/>
          <AD id="clients" type="String" name="Clients" description="d" default="none">
            <Option label="" value="none"/>
            <Option label="" value="want"/>
          </AD>
        </OCD>
        <Designate pid="org.mucura.s3.admission"><Object ocdref="a"/></Designate>
        <Designate factoryPid="org.mucura.http.listener"><Object ocdref="b"/></Designate>
      </metatype:MetaData>
      """;

  private static final List<SettingGroup> GROUPS = read();

  private Described() {}

  /** {@code org.mucura.s3.admission}: readsMax, wait.ms, domains. */
  public static SettingGroup admission() {
    return GROUPS.get(0);
  }

  /** {@code org.mucura.http.listener}, a factory: name, port, keyFile, hosts, clients. */
  public static SettingGroup listener() {
    return GROUPS.get(1);
  }

  private static List<SettingGroup> read() {
    try {
      return MetatypeReader.read(
          new ByteArrayInputStream(DOCUMENT.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
