package org.mucura.monitoring.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.auth.AuthenticatorStatus;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;

/** Whether what the core needs is there and answers. Of what is not there nothing is waited for. */
final class StoreChecks {

  private final CurrentSettings settings;
  private final Stores stores;
  private final AuthenticatorChain authenticators;
  private final Supplier<@Nullable MasterKeys> keys;

  StoreChecks(
      CurrentSettings settings,
      Stores stores,
      AuthenticatorChain authenticators,
      Supplier<@Nullable MasterKeys> keys) {
    this.settings = settings;
    this.stores = stores;
    this.authenticators = authenticators;
    this.keys = keys;
  }

  List<Check> all() {
    return List.of(
        new Check("metadata", this::metadata),
        new Check("contents", this::contents),
        new Check("keys", this::masterKeys),
        new Check("authenticators", this::required));
  }

  private Optional<String> metadata() {
    Optional<String> absent = absentMetadata();
    if (absent.isEmpty()) {
      // reads a record
      Bytes unused = stores.installation();
    }
    return absent;
  }

  private Optional<String> absentMetadata() {
    String name = settings.get().metadataStore();
    return there(Kind.METADATA).contains(name)
        ? Optional.empty()
        : Optional.of("the store " + name + " is not there");
  }

  /** One content store is enough to write to; of what is in the others some reads fail. */
  private Optional<String> contents() throws IOException {
    List<String> names = new ArrayList<>(settings.get().contentStores());
    names.retainAll(there(Kind.BLOBS));
    if (names.isEmpty()) {
      return Optional.of("none of the stores " + settings.get().contentStores() + " is there");
    }
    if (absentMetadata().isPresent()) {
      return Optional.empty();
    }
    // reads a blob
    Optional<Bytes> owner = stores.owner(names.get(0));
    return owner.isEmpty() || owner.get().equals(stores.installation())
        ? Optional.empty()
        : Optional.of("the store " + names.get(0) + " belongs to another installation");
  }

  private Set<String> there(Kind kind) {
    return stores.list().stream()
        .filter(store -> store.kind() == kind)
        .map(StoreStatus::name)
        .collect(Collectors.toSet());
  }

  private Optional<String> masterKeys() {
    MasterKeys ring = keys.get();
    if (ring == null) {
      return Optional.of("there is no configuration org.mucura.keys");
    }
    if (absentMetadata().isEmpty()) {
      var unused = ring.current();
    }
    return Optional.empty();
  }

  private Optional<String> required() {
    Settings now = settings.get();
    Set<String> there =
        authenticators.list().stream().map(AuthenticatorStatus::name).collect(Collectors.toSet());
    return now.requiredAuthenticators().stream()
        .filter(name -> !there.contains(name))
        .findFirst()
        .map(name -> "the authenticator " + name + " is not there");
  }
}
