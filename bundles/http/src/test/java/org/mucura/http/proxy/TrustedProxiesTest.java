package org.mucura.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.Test;

public class TrustedProxiesTest {

  private static boolean trusts(String proxies, String address) throws Exception {
    return TrustedProxies.parse(proxies).contains(InetAddress.getByName(address));
  }

  @Test
  public void addressesAndBlocksAreTrusted() throws Exception {
    assertThat(trusts("192.0.2.7", "192.0.2.7")).isTrue();
    assertThat(trusts("192.0.2.7", "192.0.2.8")).isFalse();
    assertThat(trusts("198.51.100.1, 10.0.0.0/8", "10.255.0.1")).isTrue();
    assertThat(trusts("10.0.0.0/8", "11.0.0.1")).isFalse();
    assertThat(trusts("192.0.2.128/25", "192.0.2.127")).isFalse();
    assertThat(trusts("192.0.2.128/25", "192.0.2.200")).isTrue();
    assertThat(trusts("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
    assertThat(trusts("2001:db8::/33", "2001:db8:8000::1")).isFalse();
    assertThat(trusts("0.0.0.0/0", "203.0.113.1")).isTrue();
    assertThat(trusts("0.0.0.0/0", "::1")).isFalse();
    assertThat(trusts("", "127.0.0.1")).isFalse();
  }

  @Test
  public void whatIsNoAddressIsRefusedWithItsText() {
    for (String wrong :
        List.of("proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "999.1.1.1", "10.1", "::1/x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrustedProxies.parse(wrong))
          .withMessageContaining("\"" + wrong + "\"");
    }
  }
}
