package org.mucura.http.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proxies whose word about their clients counts. Whoever else says something is not heard. */
public final class TrustedProxies {

  private final List<AddressBlock> blocks;

  private TrustedProxies(List<AddressBlock> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads addresses and blocks of them, separated by commas.
   *
   * @throws IllegalArgumentException if one is neither
   */
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(AddressBlock::parse)
            .toList());
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  boolean contains(@Nullable SocketAddress peer) {
    return peer instanceof InetSocketAddress socket
        && socket.getAddress() != null
        && contains(socket.getAddress());
  }
}
