package org.mucura.core.ownership;

import java.util.Locale;
import java.util.Optional;
import org.mucura.core.account.Account;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.wire.BucketName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bucket that an account is given when it is made, if {@code home.bucket.name} of the
 * configuration {@code org.mucura.core} says so: a bucket's name with the word {@value #ACCOUNT} in
 * it, or nothing. A bucket like others from then on.
 */
@Component(service = HomeBuckets.class, configurationPid = "org.mucura.core")
public final class HomeBuckets {

  /** What stands for the account's name. */
  public static final String ACCOUNT = "{account}";

  private static final Logger LOG = LoggerFactory.getLogger(HomeBuckets.class);

  private final Buckets buckets;
  private volatile String template;

  /** What of the configuration {@code org.mucura.core} this reads. */
  @interface Config {

    String home_bucket_name() default "";
  }

  @Activate
  public HomeBuckets(Config config, @Reference Buckets buckets) {
    this(config.home_bucket_name(), buckets);
  }

  /**
   * With a setting that stays.
   *
   * @throws IllegalArgumentException if it is neither empty nor a name with the word in it
   */
  public HomeBuckets(String template, Buckets buckets) {
    this.template = checked(template);
    this.buckets = buckets;
  }

  @Modified
  void modified(Config config) {
    try {
      template = checked(config.home_bucket_name());
    } catch (IllegalArgumentException e) {
      LOG.error("{}; it stays {}", e.getMessage(), template.isEmpty() ? "empty" : template);
    }
  }

  private static String checked(String template) {
    String stripped = template.strip();
    if (!stripped.isEmpty() && !stripped.contains(ACCOUNT)) {
      throw new IllegalArgumentException(
          "home.bucket.name of org.mucura.core has no " + ACCOUNT + " in it: " + stripped);
    }
    return stripped;
  }

  /**
   * The name of the home bucket of a new account: with its name in lower case, and a hyphen for
   * what cannot stand in the name of a bucket.
   *
   * @return empty if accounts get none
   */
  public Optional<String> nameFor(String account) {
    String now = template;
    String word = account.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    return now.isEmpty() ? Optional.empty() : Optional.of(now.replace(ACCOUNT, word));
  }

  /**
   * Makes sure that a home bucket of this name could be made now.
   *
   * @throws OwnershipException if it cannot; the message says why
   */
  public void requireFree(String name) {
    if (!BucketName.isValid(name)) {
      throw new OwnershipException(
          "the home bucket cannot be named "
              + name
              + ": a bucket's name has 3 to 63 lower-case letters, digits, hyphens and dots");
    }
    if (buckets.find(name).isPresent()) {
      throw new OwnershipException("the home bucket's name " + name + " is taken");
    }
  }

  /**
   * Makes the home bucket of an account.
   *
   * @param region as {@link Buckets#create}
   * @throws org.mucura.core.S3Exception as {@link Buckets#create}; the account is as it was
   */
  public Bucket create(Account account, String name, String region) {
    return buckets.create(account.id(), name, region);
  }
}
