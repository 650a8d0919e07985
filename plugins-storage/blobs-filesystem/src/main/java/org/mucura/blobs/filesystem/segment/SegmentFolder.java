package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of segments and their indexes.
 *
 * @param folder where they are
 * @param temporary where files are made that are to be moved there
 */
record SegmentFolder(Path folder, Path temporary) {

  private static final String SEGMENT = ".segment";
  private static final String INDEX = ".index";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\.(segment|index)");
  private static final int DIGITS = 16;

  Path segment(long number) {
    return folder.resolve(name(number) + SEGMENT);
  }

  Path index(long number) {
    return folder.resolve(name(number) + INDEX);
  }

  Path unfinishedSegment(long number) {
    return temporary.resolve(name(number) + SEGMENT);
  }

  Path unfinishedIndex(long number) {
    return temporary.resolve(name(number) + INDEX);
  }

  /** The numbers of the segments that there are. */
  SortedSet<Long> segments() throws IOException {
    return numbers(SEGMENT);
  }

  /** The numbers of the indexes that there are. */
  SortedSet<Long> indexes() throws IOException {
    return numbers(INDEX);
  }

  private SortedSet<Long> numbers(String end) throws IOException {
    SortedSet<Long> numbers = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + end)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (NAME.matcher(name).matches()) {
          numbers.add(HexFormat.fromHexDigitsToLong(name, 0, DIGITS));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return numbers;
  }

  private static String name(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
