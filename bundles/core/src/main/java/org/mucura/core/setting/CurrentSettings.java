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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of the core as the configuration {@code org.mucura.core} has them at present. */
@Component(service = CurrentSettings.class, configurationPid = "org.mucura.core")
@Designate(ocd = CurrentSettings.Config.class)
public final class CurrentSettings {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentSettings.class);

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
    try {
      settings = read(config);
    } catch (IllegalArgumentException e) {
      LOG.error("org.mucura.core: {}; the former settings hold", e.getMessage());
    }
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
  @ObjectClassDefinition(
      name = "Core",
      description =
          "Which stores are used, and for how long things wait. A change counts at once; other stores"
              + " take new requests, what goes on goes on.")
  @interface Config {

    @AttributeDefinition(
        name = "Metadata store",
        description =
            "Name of the store that holds all records. Another one has other buckets and accounts")
    String metadata_store() default "default";

    @AttributeDefinition(
        name = "Content stores",
        description =
            "Names of the stores into which new contents go, separated by commas: the first that"
                + " has room takes them")
    String[] content_stores() default {"default"};

    @AttributeDefinition(
        name = "Wait for a store, in ms",
        description =
            "How long a request waits for a store or an authenticator that is not there, before it"
                + " gets 503 SlowDown",
        min = "0",
        max = "600000")
    long store_wait_ms() default 5_000;

    @AttributeDefinition(
        name = "Drain of a store, in ms",
        description =
            "How long a store or an authenticator that leaves waits for requests that use it; longer"
                + " ones are cut off",
        min = "0",
        max = "3600000")
    long store_drain_ms() default 60_000;

    @AttributeDefinition(
        name = "Lifetime of caches, in ms",
        description =
            "For how long a change of an account, key or bucket may go unnoticed; the same on all"
                + " gateways. A bucket is deleted only after that time",
        min = "0",
        max = "60000")
    long cache_lifetime_ms() default 2_000;

    @AttributeDefinition(
        name = "Authenticators required",
        description =
            "Names of the authenticators without which no request is judged, separated by commas",
        required = false)
    String[] authenticators_required() default {"s3-signature"};

    @AttributeDefinition(
        name = "Least part, in bytes",
        description =
            "Least size of a part of an upload that is not its last; a smaller one fails the"
                + " completion with EntityTooSmall",
        min = "1",
        max = "5368709120")
    long part_size_min_bytes() default 5 * 1024 * 1024;

    @AttributeDefinition(
        name = "Grace of freed contents, in s",
        description =
            "How long contents are kept that nothing names any more; no read may take longer",
        min = "60",
        max = "2592000")
    long reclaim_grace_seconds() default 600;

    @AttributeDefinition(
        name = "Age of orphans, in s",
        description =
            "How old contents must be that no record names, as crashes leave them, to be removed;"
                + " they are looked for once a day, or as often as that if it is less",
        min = "0",
        max = "315360000")
    long orphan_age_seconds() default 7 * 24 * 60 * 60;

    /** Described here, where the file's other settings are; read by {@code HomeBuckets}. */
    @AttributeDefinition(
        name = "Home bucket",
        description =
            "Name of the bucket that a new account is given, with {account} for the account's name;"
                + " empty for none",
        required = false)
    String home_bucket_name() default "";
  }
}
