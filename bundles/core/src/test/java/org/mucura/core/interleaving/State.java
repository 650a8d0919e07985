package org.mucura.core.interleaving;

import java.time.Duration;
import org.mucura.core.bench.Bench;

/** How the object is when the parties begin. */
enum State {
  ABSENT {
    @Override
    void prepare(World world) {}
  },

  PRESENT {
    @Override
    void prepare(World world) {
      world.gateway().put(Operation.KEY, World.OLD);
      world.model().objects.put(Operation.KEY, World.OLD);
    }
  },

  /** Overwritten, and what it was before is due to be freed. */
  OVERWRITTEN {
    @Override
    void prepare(World world) {
      world.gateway().put(Operation.KEY, "first");
      PRESENT.prepare(world);
      world.clock().advance(Duration.ofMinutes(11));
    }
  },

  /** Removed, and its tombstone is due. */
  REMOVED {
    @Override
    void prepare(World world) {
      world.gateway().put(Operation.KEY, "first");
      world.gateway().delete(Operation.KEY);
      world.clock().advance(Duration.ofMinutes(11));
    }
  },

  /** Overwritten by a gateway that crashed right after. */
  UNDONE {
    @Override
    void prepare(World world) {
      world.gateway().put(Operation.KEY, "first");
      try (Bench crashing = world.gateway(redo -> {})) {
        crashing.put(Operation.KEY, World.OLD);
      }
      world.model().objects.put(Operation.KEY, World.OLD);
    }
  };

  abstract void prepare(World world);
}
