package org.mucura.s3.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

public class DocumentMemoryTest {

  private static final int STEP = DocumentMemory.STEP;

  @Test
  public void largeDocumentsShareWhatThereIs() throws Exception {
    DocumentMemory memory = new DocumentMemory(2 * STEP);
    try (DocumentMemory.Share first = memory.share();
        DocumentMemory.Share second = memory.share();
        DocumentMemory.Share third = memory.share()) {
      assertThat(document(first, 3 * STEP).readAllBytes()).hasSize(3 * STEP);
      assertThat(document(second, STEP).readAllBytes()).hasSize(STEP);
      InputStream tooMuch = document(third, STEP + 1);
      assertThatThrownBy(tooMuch::readAllBytes)
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLOW_DOWN));
    }
    try (DocumentMemory.Share later = memory.share()) {
      assertThat(document(later, 3 * STEP).readAllBytes()).hasSize(3 * STEP);
    }
  }

  private static InputStream document(DocumentMemory.Share share, int length) {
    return share.meter(new ByteArrayInputStream(new byte[length]));
  }
}
