package org.mucura.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.lease.Lease;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tells the registry which stores OSGi has. A store's {@code unbind} returns only when no request
 * uses it, so OSGi deactivates it after the last of them; the registry itself never goes away with
 * a store.
 */
@Component(
    name = StoreRegistryComponent.NAME,
    service = Stores.class,
    immediate = true,
    enabled = false)
public final class StoreRegistryComponent implements Stores {

  /** By this name it is enabled, unless the stores are to be restored first. */
  public static final String NAME = "org.mucura.core.store.StoreRegistryComponent";

  private final StoreRegistry registry;

  @Activate
  public StoreRegistryComponent(@Reference CurrentSettings settings) {
    this.registry = new StoreRegistry(settings);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindMetadata(MetadataStore store, Map<String, Object> properties) {
    registry.addMetadata(name(properties), store, Rank.of(properties));
  }

  void unbindMetadata(MetadataStore store) {
    registry.removeMetadata(store);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindBlobs(BlobStore store, Map<String, Object> properties) {
    registry.addBlobs(name(properties), store, Rank.of(properties));
  }

  void unbindBlobs(BlobStore store) {
    registry.removeBlobs(store);
  }

  @Override
  public MetadataStore metadata() {
    return registry.metadata();
  }

  @Override
  public Optional<MetadataSnapshot> snapshot() {
    return registry.snapshot();
  }

  @Override
  public Bytes installation() {
    return registry.installation();
  }

  @Override
  public Lease<BlobStore> ownBlobs(String name) {
    return registry.ownBlobs(name);
  }

  @Override
  public Optional<Lease<BlobStore>> tryOwnBlobs(String name) {
    return registry.tryOwnBlobs(name);
  }

  @Override
  public Optional<Bytes> owner(String name) throws IOException {
    return registry.owner(name);
  }

  @Override
  public Lease<BlobStore> blobs(String name) {
    return registry.blobs(name);
  }

  @Override
  public void failed(Kind kind, String name) {
    registry.failed(kind, name);
  }

  @Override
  public long failures(Kind kind, String name) {
    return registry.failures(kind, name);
  }

  @Override
  public List<StoreStatus> list() {
    return registry.list();
  }

  /** Both kinds of stores name themselves by the same property. */
  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(MetadataStore.NAME));
  }
}
