package org.mucura.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.output.Report;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.Stores;

/** {@code mucura:stores}. */
@Service
@Command(scope = "mucura", name = "stores", description = "Lists the stores of this gateway")
@SuppressWarnings("NullAway.Init")
public final class ListStores extends AdminAction {

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Stores stores;

  @Override
  void act() {
    report(stores).print(out(), json);
  }

  /** All stores there are. */
  static Report<StoreStatus> report(Stores stores) {
    return new Report<StoreStatus>("stores", "There are no stores")
        .column("Kind", "kind", StoreStatus::kind)
        .column("Name", "name", StoreStatus::name)
        .column("Technology", "technology", StoreStatus::technology)
        .column("In use by", "inUseBy", StoreStatus::leases)
        .column("Configured", "configured", StoreStatus::active)
        .addAll(stores.list());
  }
}
