package org.mucura.core.store;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Has the stores used, or restored first if the environment says so: {@value #RESTORE} names a
 * backup. Nobody can be served by stores that are half restored.
 */
@Component(
    service = {},
    immediate = true)
public final class StartMode {

  /** The variable with the folder of the backup. */
  public static final String RESTORE = "MUCURA_RESTORE";

  @Activate
  public StartMode(ComponentContext context) {
    context.enableComponent(
        System.getenv(RESTORE) == null ? StoreRegistryComponent.NAME : RestoreTargetComponent.NAME);
  }
}
