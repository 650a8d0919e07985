package org.mucura.s3;

import java.util.List;

/** Keys that servers of files trip over, each of them an object of its own. */
final class OddKeys {

  static final List<String> ALL =
      List.of(
          "a",
          "a/",
          "a/b",
          "a//b",
          "/a",
          "//a",
          "a/./b",
          "a/../b",
          "../a",
          "a%2Fb",
          "a%252Fb",
          "%00",
          "x;y=1",
          "x;y=1/z;v",
          "+",
          "a+b",
          "a b",
          " ",
          "a?b",
          "a#b",
          "a&b=c",
          "a\\b",
          "..\\b",
          "\"'<>&",
          "é",
          "e\u0301",
          "😀",
          "日本語/テスト",
          "-",
          "-/own",
          ".hidden",
          "k".repeat(1024),
          "€".repeat(341));

  /**
   * Those that can be named when the bucket is in the host. As AWS, the server refuses paths with
   * more {@code ..} than there are segments before them.
   */
  static final List<String> IN_ANY_HOST =
      ALL.stream().filter(key -> !key.startsWith("../")).toList();

  private OddKeys() {}
}
