package org.mucura.commands.start;

import java.util.List;
import org.apache.karaf.features.BootFinished;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a start that went wrong: if a part of Mucura could not be activated (a port is busy, a
 * folder cannot be written, a layout is unknown), says so in one line on standard error and stops
 * the framework. Looks until the gateway is announced; what fails later is not a start. Whatever
 * uses a store at the start does so after this, lest it wait for one that failed.
 */
@Component(service = StartCheck.class, immediate = true)
public final class StartCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
  private static final long PERIOD_MS = 200;

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Thread looking = new Thread(this::lookOn, "mucura-start-check");
  private List<String> failuresBefore = List.of();

  /**
   * Looks once, waits, and looks again: a component may fail for a moment while those that it needs
   * are still being exchanged.
   *
   * @throws IllegalStateException if both found the same
   */
  @Activate
  public StartCheck(
      BundleContext context,
      @Reference BootFinished boot,
      @Reference ServiceComponentRuntime components)
      throws InterruptedException {
    this.context = context;
    this.components = components;
    look();
    Thread.sleep(PERIOD_MS);
    look();
    looking.start();
  }

  /** All is well: ends the looking. */
  @Deactivate
  void end() {
    looking.interrupt();
  }

  private void lookOn() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MS);
        look();
      }
    } catch (InterruptedException | IllegalStateException e) {
      LOG.debug("the start is over", e);
    }
  }

  private void look() {
    List<String> failures = failures();
    if (!failures.isEmpty() && failures.equals(failuresBefore)) {
      refuse(failures.get(0));
      throw new IllegalStateException(failures.get(0));
    }
    failuresBefore = failures;
  }

  private List<String> failures() {
    return components.getComponentDescriptionDTOs().stream()
        .filter(component -> component.bundle.symbolicName.startsWith("org.mucura."))
        .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
        .filter(one -> one.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
        .map(one -> Failure.reason(one.failure))
        .toList();
  }

  private void refuse(String reason) {
    LOG.error("cannot start: {}", reason);
    System.err.println("mucura: " + reason);
    stopFramework();
  }

  private void stopFramework() {
    try {
      context.getBundle(0).stop();
    } catch (BundleException e) {
      LOG.error("cannot stop", e);
    }
  }
}
