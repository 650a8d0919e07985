package org.mucura.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class BucketNameTest {

  @Test
  public void names() {
    for (String good :
        new String[] {
          "abc",
          "my-bucket",
          "my.bucket.example",
          "1a2",
          "123",
          "a--b",
          "1.2.3",
          "x".repeat(63),
          "256.1.1.1a"
        }) {
      assertThat(BucketName.isValid(good)).as(good).isTrue();
    }
  }

  @Test
  public void notNames() {
    for (String bad :
        new String[] {
          "",
          "-",
          "--",
          "---",
          "ab",
          "x".repeat(64),
          "Abc",
          "a_b",
          "abc-",
          "-abc",
          ".abc",
          "abc.",
          "a..b",
          "a.-b",
          "a-.b",
          "a b",
          "a/b",
          "ab\n",
          "bücket",
          "..",
          "192.168.5.4",
          "999.1.1.1"
        }) {
      assertThat(BucketName.isValid(bad)).as(bad).isFalse();
    }
  }

  @Test
  public void namesThatAwsKeepsForItself() {
    for (String reserved :
        new String[] {
          "xn--bcher",
          "sthree-a",
          "amzn-s3-demo-a",
          "a-s3alias",
          "a--ol-s3",
          "a.mrap",
          "a--x-s3",
          "a--table-s3"
        }) {
      assertThat(BucketName.isValid(reserved)).as(reserved).isFalse();
    }
  }
}
