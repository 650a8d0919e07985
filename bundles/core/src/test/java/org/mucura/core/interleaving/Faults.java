package org.mucura.core.interleaving;

/**
 * At which of a party's steps something may go wrong: each {@code every}-th, counted from {@code
 * first}.
 *
 * @param every 0 for none
 */
record Faults(int every, int first) {

  boolean mayHappenAt(int step) {
    return every > 0 && (step + first) % every == 0;
  }
}
