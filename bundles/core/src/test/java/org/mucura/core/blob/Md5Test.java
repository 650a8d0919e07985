package org.mucura.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.Test;

public final class Md5Test {

  private static final int STEP = 1 << 16;

  private final Random random = new Random(17);
  private final Semaphore lanes = new Semaphore(2);

  @Test
  public void isThatOfTheBytesHoweverTheyCome() throws GeneralSecurityException {
    for (int length : new int[] {0, 1, Md5.LONG_FROM - 1, Md5.LONG_FROM, 3_000_001}) {
      byte[] body = new byte[length];
      random.nextBytes(body);
      byte[] expected = MessageDigest.getInstance("MD5").digest(body);
      for (int step : new int[] {1 << 10, STEP, 65_537, 1 << 20}) {
        assertThat(digest(body, step)).as("%d bytes in %d", length, step).isEqualTo(expected);
      }
    }
  }

  /** More of them than lanes: some compute by themselves. */
  @Test
  public void manyBodiesAtOnceDoNotMix() throws GeneralSecurityException {
    byte[] body = new byte[Md5.LONG_FROM];
    random.nextBytes(body);
    byte[] expected = MessageDigest.getInstance("MD5").digest(body);
    List<Md5> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(new Md5(body.length, lanes));
    }
    for (int at = 0; at < body.length; at += STEP) {
      for (Md5 md5 : all) {
        md5.update(body, at, STEP);
      }
    }
    for (Md5 md5 : all) {
      assertThat(md5.value()).isEqualTo(expected);
      md5.close();
    }
  }

  @Test
  public void usesALaneAndGivesItBackThoughTheBodyBreaksOff() {
    CountedLanes counted = new CountedLanes();
    Md5 broken = new Md5(Md5.LONG_FROM, counted);
    broken.update(new byte[STEP], 0, STEP);
    broken.close();
    assertThat(counted.used).isEqualTo(1);
    assertThat(counted.availablePermits()).isEqualTo(1);
  }

  private static final class CountedLanes extends Semaphore {

    private static final long serialVersionUID = 1;

    private int used;

    CountedLanes() {
      super(1);
    }

    @Override
    public boolean tryAcquire() {
      boolean acquired = super.tryAcquire();
      used += acquired ? 1 : 0;
      return acquired;
    }
  }

  private byte[] digest(byte[] body, int step) {
    byte[] buffer = new byte[step];
    try (Md5 md5 = new Md5(body.length, lanes)) {
      for (int at = 0; at < body.length; at += step) {
        int count = Math.min(step, body.length - at);
        System.arraycopy(body, at, buffer, 0, count);
        md5.update(buffer, 0, count);
        Arrays.fill(buffer, (byte) 7);
      }
      return md5.value();
    }
  }
}
