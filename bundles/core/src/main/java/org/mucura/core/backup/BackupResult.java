package org.mucura.core.backup;

/**
 * A run that ended.
 *
 * @param run its number
 * @param full whether it needs no run before it
 * @param entries that the metadata store had
 * @param changed entries that are in this run
 * @param blobs contents that are in this run
 * @param bytes that they have together, as they are at rest
 * @param lost contents that records name and the stores did not give, so that the backup does not
 *     have them either; the log names them
 */
public record BackupResult(
    int run, boolean full, long entries, long changed, long blobs, long bytes, long lost) {

  static BackupResult of(Manifest manifest) {
    Manifest.Counts counts = manifest.counts();
    return new BackupResult(
        manifest.run(),
        manifest.parent().isEmpty(),
        counts.entries(),
        counts.puts() + counts.removals(),
        counts.blobs(),
        counts.bytes(),
        counts.lost());
  }
}
