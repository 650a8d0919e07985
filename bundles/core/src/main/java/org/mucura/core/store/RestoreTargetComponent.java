package org.mucura.core.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * In the place of {@link StoreRegistryComponent} while stores are restored: as there are no {@link
 * Stores}, nothing that stands on them begins, and no request is served. When a store comes or goes
 * this begins anew, and so does the restore.
 */
@Component(name = RestoreTargetComponent.NAME, service = RestoreTarget.class, enabled = false)
public final class RestoreTargetComponent implements RestoreTarget {

  /** By this name it is enabled. */
  public static final String NAME = "org.mucura.core.store.RestoreTargetComponent";

  private final CurrentSettings settings;
  private final List<Map.Entry<Map<String, Object>, MetadataStore>> metadata;
  private final List<Map.Entry<Map<String, Object>, BlobStore>> blobs;

  @Activate
  public RestoreTargetComponent(
      @Reference CurrentSettings settings,
      @Reference(
              service = MetadataStore.class,
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Map.Entry<Map<String, Object>, MetadataStore>> metadata,
      @Reference(
              service = BlobStore.class,
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Map.Entry<Map<String, Object>, BlobStore>> blobs) {
    this.settings = settings;
    this.metadata = metadata;
    this.blobs = blobs;
  }

  @Override
  public String metadataName() {
    return settings.get().metadataStore();
  }

  @Override
  public Optional<MetadataStore> metadata() {
    return named(metadata, metadataName());
  }

  @Override
  public Optional<BlobStore> blobs(String name) {
    return named(blobs, name);
  }

  private static <T> Optional<T> named(List<Map.Entry<Map<String, Object>, T>> all, String name) {
    return all.stream()
        .filter(offered -> name.equals(offered.getKey().get(MetadataStore.NAME)))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
