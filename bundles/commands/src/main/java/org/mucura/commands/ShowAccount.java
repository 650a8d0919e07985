package org.mucura.commands;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.BucketReport.Row;
import org.mucura.commands.output.Sheet;
import org.mucura.core.account.Account;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;

/** {@code mucura:account-show}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "account-show",
    description = "Shows an account with its access keys, its buckets and what they hold")
@SuppressWarnings("NullAway.Init")
public final class ShowAccount extends BucketAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Usage usage;

  @Override
  void act() {
    Account shown = account(account);
    List<Row> owned = new ArrayList<>();
    forEachBucketOf(shown.id(), bucket -> owned.add(Row.of(bucket, usage)));
    UsageTotal held = owned.stream().map(Row::held).reduce(UsageTotal.NONE, UsageTotal::plus);
    new Sheet()
        .line("name", "name", shown.name())
        .line("id", "id", shown.id())
        .line("canonical id", "canonicalId", shown.canonicalId())
        .line("state", "state", shown.state())
        .line("created", "created", shown.created())
        .line("objects", "objects", held.objects())
        .line("bytes", "bytes", held.bytes())
        .table(AccountReport.keys().addAll(accounts.keys(shown.id())))
        .table(BucketReport.of(this::accountName, "The account has no buckets").addAll(owned))
        .print(out(), json);
  }
}
