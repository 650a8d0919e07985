package org.mucura.core.reclaim;

import java.time.InstantSource;
import java.util.Collection;
import org.mucura.core.blob.PartPages;
import org.mucura.core.format.RecordStore;
import org.mucura.core.store.Stores;

/** What reclaim goes through. */
public record Ground(RecordStore records, PartPages pages, Owners owners, Stores stores) {

  /** All of a gateway's stores. */
  public static Ground of(
      Stores stores, InstantSource clock, Collection<? extends ContentOwner> owners) {
    RecordStore records = new RecordStore(stores.metadata());
    return new Ground(records, new PartPages(records, clock), new Owners(owners), stores);
  }
}
