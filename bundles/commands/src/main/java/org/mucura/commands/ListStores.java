package org.mucura.commands;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.Stores;

/** {@code mucura:stores}. */
@Service
@Command(scope = "mucura", name = "stores", description = "Lists the stores of this gateway")
@SuppressWarnings("NullAway.Init")
public final class ListStores implements Action {

  @Reference Stores stores;
  @Reference Session session;

  @Override
  public @Nullable Object execute() {
    ShellTable table = new ShellTable().emptyTableText("There are no stores");
    table.column("Kind");
    table.column("Name");
    table.column("Technology");
    table.column("In use by");
    table.column("Configured");
    for (StoreStatus store : stores.list()) {
      table
          .addRow()
          .addContent(
              store.kind(),
              store.name(),
              store.technology(),
              store.leases(),
              store.active() ? "yes" : "no");
    }
    table.print(session.getConsole());
    return null;
  }
}
