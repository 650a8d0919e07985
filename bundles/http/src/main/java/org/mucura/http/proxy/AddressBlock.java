package org.mucura.http.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632, CIDR notation</a>
 */
record AddressBlock(InetAddress first, int bits) {

  private static final String OCTET = "(?:[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])";

  /** Nothing that a resolver would have to be asked for. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}.
   *
   * @throws IllegalArgumentException for anything else, names of hosts too
   */
  static AddressBlock parse(String text) {
    String[] halves = text.split("/", 2);
    InetAddress first =
        address(halves[0])
            .orElseThrow(() -> wrong(text, "no address; write 10.0.0.0/8 or 192.0.2.7"));
    int most = first.getAddress().length * 8;
    if (halves.length == 1) {
      return new AddressBlock(first, most);
    }
    if (!halves[1].matches("[0-9]{1,3}") || Integer.parseInt(halves[1]) > most) {
      throw wrong(text, "behind the slash is a number from 0 to " + most);
    }
    return new AddressBlock(first, Integer.parseInt(halves[1]));
  }

  private static IllegalArgumentException wrong(String text, String reason) {
    return new IllegalArgumentException("trusted proxy \"" + text + "\": " + reason);
  }

  /** What a text says, if that is an address. */
  static Optional<InetAddress> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
