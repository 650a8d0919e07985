package org.mucura.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;

/** Completes the names of buckets, the first thousand of them. */
@Service
@SuppressWarnings("NullAway.Init")
public final class BucketNameCompleter implements Completer {

  private static final int NAMES_MAX = 1000;

  @Reference Buckets buckets;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = buckets.all("", NAMES_MAX).stream().map(Bucket::name).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}
