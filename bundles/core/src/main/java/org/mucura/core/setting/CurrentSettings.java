package org.mucura.core.setting;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the core as the configuration {@code org.mucura.core} has them at present. */
@Component(service = CurrentSettings.class, configurationPid = "org.mucura.core")
@Designate(ocd = CurrentSettings.Config.class)
public final class CurrentSettings {

  private volatile Settings settings;

  @Activate
  public CurrentSettings(Config config) {
    this.settings = read(config);
  }

  /** Settings that stay as they are. */
  public CurrentSettings(Settings settings) {
    this.settings = settings;
  }

  @Modified
  void modified(Config config) {
    settings = read(config);
  }

  /** The settings of this moment; whoever needs several for one purpose asks once. */
  public Settings get() {
    return settings;
  }

  private static Settings read(Config config) {
    return new Settings(
        config.metadata_store(),
        names(config.content_stores()),
        Duration.ofMillis(config.store_wait_ms()),
        Duration.ofMillis(config.store_drain_ms()),
        Duration.ofMillis(config.cache_lifetime_ms()),
        Set.copyOf(names(config.authenticators_required())),
        config.part_size_min_bytes(),
        Duration.ofSeconds(config.reclaim_grace_seconds()),
        Duration.ofSeconds(config.orphan_age_seconds()));
  }

  /** Names as a list, or as one text with commas, which is all that a {@code .cfg} file can say. */
  private static List<String> names(String... values) {
    return Stream.of(values)
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The configuration {@code org.mucura.core}. */
  @ObjectClassDefinition(name = "Mucura core")
  @interface Config {

    @AttributeDefinition(description = "Name of the metadata store that holds the records")
    String metadata_store() default "default";

    @AttributeDefinition(
        description = "Names of the content stores of new buckets, the preferred one first")
    String[] content_stores() default {"default"};

    @AttributeDefinition(
        description = "How long a request waits for a store or authenticator that is not there")
    long store_wait_ms() default 5_000;

    @AttributeDefinition(
        description = "How long a leaving store or authenticator waits for requests that use it")
    long store_drain_ms() default 60_000;

    @AttributeDefinition(
        description =
            "How old cached account, key and bucket records may be; the same on all gateways")
    long cache_lifetime_ms() default 2_000;

    @AttributeDefinition(
        description = "Names of the authenticators without which no request is judged")
    String[] authenticators_required() default {"s3-signature"};

    @AttributeDefinition(
        description = "Least size of a part of an upload that is not its last, in bytes")
    long part_size_min_bytes() default 5 * 1024 * 1024;

    @AttributeDefinition(description = "How long freed contents are kept, 60 or more")
    long reclaim_grace_seconds() default 600;

    @AttributeDefinition(
        description = "How old contents are that are removed because no record names them")
    long orphan_age_seconds() default 7 * 24 * 60 * 60;
  }
}
