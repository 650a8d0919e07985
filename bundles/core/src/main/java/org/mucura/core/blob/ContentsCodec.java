package org.mucura.core.blob;

import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.PartTable.PageSummary;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** Contents as they stand in records. */
public final class ContentsCodec implements RecordCodec<Contents> {

  private static final int ID = 1;
  private static final int SIZE = 2;
  private static final int INLINE = 3;
  private static final int PAGE = 4;
  private static final int MULTIPART = 6;
  private static final Set<Integer> KNOWN = Set.of(ID, SIZE, INLINE, PAGE, MULTIPART);

  private static final int PAGE_PARTS = 1;
  private static final int PAGE_BYTES = 2;

  private final PartTableCodec tables = new PartTableCodec();

  @Override
  public Fields write(Contents contents) {
    Fields.Builder fields = Fields.builder();
    fields.bytes(ID, contents.id());
    fields.number(SIZE, contents.size());
    if (contents.parts() instanceof PartTable.Inline inline) {
      fields.fields(INLINE, tables.write(inline.parts()));
    } else if (contents.parts() instanceof PartTable.Paged paged) {
      for (PageSummary page : paged.pages()) {
        fields.fields(
            PAGE,
            Fields.builder()
                .number(PAGE_PARTS, page.parts())
                .number(PAGE_BYTES, page.bytes())
                .build());
      }
    }
    fields.flag(MULTIPART, contents.multipart());
    return fields.unknown(contents.rest()).build();
  }

  @Override
  public Contents read(Fields fields) {
    return new Contents(
        fields.needBytes(ID),
        size(fields),
        fields.flag(MULTIPART),
        readTable(fields),
        fields.except(KNOWN));
  }

  /** The size of contents, read without the rest. */
  public static long size(Fields fields) {
    return fields.needNumber(SIZE);
  }

  private PartTable readTable(Fields fields) {
    Optional<Fields> inline = fields.fields(INLINE);
    if (inline.isPresent()) {
      return new PartTable.Inline(tables.read(inline.get()));
    }
    return new PartTable.Paged(
        fields.allFields(PAGE).stream().map(ContentsCodec::readSummary).toList());
  }

  private static PageSummary readSummary(Fields fields) {
    return new PageSummary((int) fields.needNumber(PAGE_PARTS), fields.needNumber(PAGE_BYTES));
  }
}
