package org.mucura.core.object;

import java.util.List;
import java.util.Optional;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.Storage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the objects of a bucket in the order of their keys' UTF-8 bytes. */
@Component(service = Listing.class)
public final class Listing {

  /** The most entries on a page. */
  public static final int MAX_KEYS = 1000;

  private final Storage storage;

  @Activate
  public Listing(@Reference Storage storage) {
    this.storage = storage;
  }

  /**
   * One page. An object that was there before the listing began and stayed is on exactly one page;
   * a page may end before {@code maxKeys} if much of what was looked at is not there any more.
   */
  public ObjectPage list(Bucket bucket, ObjectQuery query) {
    if (query.maxKeys() == 0 || !ObjectKey.fits(query.prefix())) {
      return new ObjectPage(List.of(), List.of(), Optional.empty());
    }
    return new PageWalk(storage.records(), bucket.id(), query).walk();
  }
}
