package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mucura.spi.blob.BlobId;

/** One page of the blobs in the order of their folders, and within a folder of their ids. */
final class BlobListing {

  private static final Pattern OUTER = Pattern.compile("[0-9a-f]");
  private static final Pattern INNER = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{" + BlobId.LENGTH + "}");

  private final Predicate<BlobId> shown;
  private final int limit;
  private final List<BlobId> page = new ArrayList<>();

  /**
   * @param shown which files are blobs
   * @param limit how many blobs at most
   */
  BlobListing(Predicate<BlobId> shown, int limit) {
    this.shown = shown;
    this.limit = limit;
  }

  /** The page behind {@code after}; looks into no folder before that one. */
  List<BlobId> page(Path files, Optional<BlobId> after) throws IOException {
    String firstOuter = after.map(Layout::outerName).orElse("");
    String firstInner = after.map(Layout::innerName).orElse("");
    for (Path outer : children(files, OUTER, firstOuter)) {
      boolean first = name(outer).equals(firstOuter);
      for (Path inner : children(outer, INNER, first ? firstInner : "")) {
        add(inner, first && name(inner).equals(firstInner) ? after : Optional.empty());
        if (page.size() == limit) {
          return page;
        }
      }
    }
    return page;
  }

  private void add(Path folder, Optional<BlobId> after) throws IOException {
    String first = after.map(BlobId::digits).orElse("");
    children(folder, FILE, first).stream()
        .map(file -> new BlobId(name(file)))
        .filter(id -> !id.digits().equals(first) && shown.test(id))
        .limit(limit - page.size())
        .forEach(page::add);
  }

  /** What is in {@code folder} under a name like {@code form} from {@code first} on, in order. */
  private static List<Path> children(Path folder, Pattern form, String first) throws IOException {
    DirectoryStream.Filter<Path> wanted =
        child -> name(child).compareTo(first) >= 0 && form.matcher(name(child)).matches();
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, wanted)) {
      found.forEach(children::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(null);
    return children;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
