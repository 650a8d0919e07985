package org.mucura.s3.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;
import org.mucura.http.server.SharedResources;
import org.mucura.s3.Defaults;
import org.mucura.s3.operation.Work;

/** What fits where nothing is set. */
public class LimitsTest {

  private static Limits ofHeap(long mebibytes) {
    return Limits.of(Defaults.of(AdmissionConfig.class, Map.of()), mebibytes << 20);
  }

  @Test
  public void transfersFitTheHeap() {
    assertThat(ofHeap(256).places(Work.READ)).isEqualTo(128);
    assertThat(ofHeap(256).places(Work.WRITE)).isEqualTo(128);
    assertThat(ofHeap(256).slowMax()).isEqualTo(128);
    assertThat(ofHeap(1 << 14).places(Work.WRITE)).isEqualTo(256);
    assertThat(ofHeap(8).places(Work.READ)).isEqualTo(16);
  }

  @Test
  public void whatIsSetCounts() {
    Map<String, Object> values =
        Map.of("readsMax", 3, "writesMax", 4, "metadataMax", 5, "longMax", 6, "slowMax", 0);
    Limits limits = Limits.of(Defaults.of(AdmissionConfig.class, values), 1L << 30);
    assertThat(limits.places())
        .isEqualTo(Map.of(Work.READ, 3, Work.WRITE, 4, Work.METADATA, 5, Work.LONG, 6));
    assertThat(limits.slowMax()).isZero();
  }

  /** Else requests would wait for threads instead of places, and nobody could refuse them. */
  @Test
  public void thereAreThreadsForAllPlacesAndLines() {
    int threads = Defaults.of(SharedResources.Config.class, Map.of()).threadsMax();
    assertThat(ofHeap(1 << 16).threads() + 100).isLessThanOrEqualTo(threads);
  }

  /** A crowd of clients of one account is ordinary use. */
  @Test
  public void aCrowdOfOneAccountIsNotRefused() {
    for (Work work : Work.values()) {
      Limits limits = ofHeap(256);
      int places = limits.places(work);
      assertThat(places - places / 4 + limits.waitersMax()).isGreaterThanOrEqualTo(256);
    }
  }
}
