package org.mucura.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.core.key.KeyRotation;
import org.mucura.core.key.KeyRotationJob;
import org.mucura.core.key.MasterKey;
import org.mucura.core.key.MasterKeys;

/** {@code mucura:key-rotate}. */
@Service
@Command(
    scope = "mucura",
    name = "key-rotate",
    description = "Makes a new master key, and puts the keys of all buckets and accounts under it")
@SuppressWarnings("NullAway.Init")
public final class RotateMasterKey extends AdminAction {

  @Reference MasterKeys keys;
  @Reference KeyRotationJob rotations;

  /** What is not done when this ends, the job of the same name does within an hour. */
  @Override
  void act() {
    MasterKey next = keys.rotate();
    say("the master key is %s; export it now (mucura:key-export)", next.id());
    KeyRotation pass = rotations.newPass();
    while (pass.step() && pass.isUnder(keys.current())) {
      // goes on, unless there is a later rotation
    }
    say("%d buckets and access keys are under it", pass.changed());
    if (pass.left() > 0) {
      say("%d were in use or are damaged (see the log); they are tried again", pass.left());
    }
  }
}
