package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class PayloadFormTest {

  @Test
  public void namesAndDigests() {
    for (PayloadForm form : PayloadForm.values()) {
      String value = form == PayloadForm.DIGEST ? PayloadForm.EMPTY_SHA256 : form.value();
      assertThat(PayloadForm.of(value)).contains(form);
    }
    assertThat(PayloadForm.of("")).isEmpty();
    assertThat(PayloadForm.of("unsigned-payload")).isEmpty();
    assertThat(PayloadForm.of("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")).isEmpty();
    assertThat(PayloadForm.of("e".repeat(63))).isEmpty();
    assertThat(PayloadForm.of("E".repeat(64))).isEmpty();
    assertThat(PayloadForm.of("g".repeat(64))).isEmpty();
  }

  @Test
  public void whatEachDemands() {
    assertThat(PayloadForm.values())
        .filteredOn(PayloadForm::isChunked)
        .containsExactly(
            PayloadForm.SIGNED_CHUNKS,
            PayloadForm.SIGNED_CHUNKS_TRAILER,
            PayloadForm.UNSIGNED_TRAILER);
    assertThat(PayloadForm.values())
        .filteredOn(PayloadForm::signsChunks)
        .containsExactly(PayloadForm.SIGNED_CHUNKS, PayloadForm.SIGNED_CHUNKS_TRAILER);
    assertThat(PayloadForm.values())
        .filteredOn(PayloadForm::hasTrailer)
        .containsExactly(PayloadForm.SIGNED_CHUNKS_TRAILER, PayloadForm.UNSIGNED_TRAILER);
  }
}
