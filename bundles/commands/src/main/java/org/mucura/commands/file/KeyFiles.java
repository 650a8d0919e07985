package org.mucura.commands.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mucura.core.account.Account;
import org.mucura.core.account.NewAccessKey;
import org.mucura.core.file.PrivateFile;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The access keys that are kept in files for their users: {@code DIR/keys/<account>.env}, lines of
 * {@code NAME=value} that only the owner of the folder may read.
 */
@Component(service = KeyFiles.class)
public final class KeyFiles {

  private static final String ANNOUNCED = "# a key is being made\n";

  private final Path folder;

  @Activate
  public KeyFiles(BundleContext context) {
    this(Path.of(context.getProperty("karaf.base"), "keys"));
  }

  public KeyFiles(Path folder) {
    this.folder = folder;
  }

  /** Where the key of the account of this name is kept, or would be. */
  public Path of(String accountName) {
    return folder.resolve(accountName + ".env");
  }

  /** Whether there is a file for the account of this name. */
  public boolean exists(String accountName) {
    return Files.exists(of(accountName));
  }

  /** Whether {@link #announce} was not followed by {@link #save} yet. */
  public boolean isAnnounced(String accountName) throws IOException {
    return exists(accountName) && Files.readString(of(accountName)).equals(ANNOUNCED);
  }

  /** Notes that a key is about to be made, so that it can be made up for if it never gets here. */
  public void announce(String accountName) throws IOException {
    PrivateFile.write(of(accountName), ANNOUNCED);
  }

  /**
   * Takes the keys of a deleted account out of its file, which stays, so that the first account is
   * not made again.
   */
  public void end(String accountName) throws IOException {
    if (exists(accountName)) {
      PrivateFile.write(of(accountName), "# the account was deleted\n");
    }
  }

  /** Keeps the key, instead of one kept before, and says where. */
  public Path save(Account account, NewAccessKey key) throws IOException {
    Path file = of(account.name());
    PrivateFile.write(
        file,
        """
        # an access key of the account %s (%s)
        AWS_ACCESS_KEY_ID=%s
        AWS_SECRET_ACCESS_KEY=%s
        """
            .formatted(account.name(), account.id(), key.key().id(), key.secret()));
    return file;
  }
}
