package org.mucura.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.core.scrub.Scrub;

/** {@code mucura:scrub-start}. */
@Service
@Command(
    scope = "mucura",
    name = "scrub-start",
    description = "Has all contents read and compared with their checksums, in the background")
@SuppressWarnings("NullAway.Init")
public final class StartScrub extends AdminAction {

  @Reference Scrub scrub;

  @Override
  void act() {
    boolean underWay = scrub.status().underWay().isPresent();
    scrub.request();
    String begins = underWay ? "begins when the one under way has ended" : "begins in a moment";
    say("a pass %s; mucura:scrub-status shows how far it is", begins);
  }
}
