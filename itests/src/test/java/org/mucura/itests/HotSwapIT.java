package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.ClassRule;
import org.junit.Test;
import org.mucura.wire.sigv4.RequestSigner;

/** Plug-ins are stopped, started and refreshed while they are in use: no request may fail. */
public class HotSwapIT {

  @ClassRule public static final Gateway GATEWAY = new Gateway("swap");

  private static final int ROUNDS = 2;

  @Test
  public void contentsPlugin() throws Exception {
    swapUnderLoad("org.mucura.blobs-filesystem");
  }

  @Test
  public void metadataPlugin() throws Exception {
    swapUnderLoad("org.mucura.metadata-rocksdb");
  }

  @Test
  public void authenticator() throws Exception {
    swapUnderLoad("org.mucura.auth-s3-signature");
  }

  private static void swapUnderLoad(String bundle) throws Exception {
    RequestSigner signer =
        new RequestSigner(
            GATEWAY.setting("AWS_ACCESS_KEY_ID"),
            GATEWAY.setting("AWS_SECRET_ACCESS_KEY"),
            GATEWAY.setting("AWS_REGION"),
            "s3");
    String bucket = bundle.substring(bundle.lastIndexOf('.') + 1);
    try (Load load = new Load(GATEWAY.endpoint(), signer, bucket)) {
      load.awaitRequests(50);
      String round =
          "bundle:stop %1$s; sleep 1; bundle:start %1$s; sleep 1; bundle:refresh %1$s; sleep 1"
              .formatted(bundle);
      GATEWAY.console(String.join("; ", Collections.nCopies(ROUNDS, round)));
      load.awaitRequests(50);
      assertThat(load.failures()).isEmpty();
    }
    assertThat(GATEWAY.console("bundle:list -s -t 0 | grep " + bundle)).contains("Active");
  }
}
