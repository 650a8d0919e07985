package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.NewAccessKey;
import org.mucura.http.Endpoint;
import org.mucura.wire.sigv4.RequestSigner;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

/** Plug-ins come and go while requests are served: none of them may fail. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@SuppressWarnings("NullAway.Init")
public class HotSwapIT {

  private static final Duration BETWEEN = Duration.ofMillis(500);

  @Inject BundleContext context;
  @Inject BootFinished boot;
  @Inject Accounts accounts;
  @Inject Endpoint endpoint;

  @Configuration
  public Option[] configuration() {
    return options(
        karafDistributionConfiguration()
            .frameworkUrl("file:" + System.getProperty("mucura.distribution"))
            .name("Mucura")
            .unpackDirectory(new File(System.getProperty("mucura.target"), "exam"))
            .useDeployFolder(false),
        configureConsole().ignoreLocalConsole().startRemoteShell(),
        editConfigurationFilePut("etc/org.mucura.http.listener-s3.cfg", "port", "0"),
        // Pax Exam brings bundles of its own
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.localRepository",
            System.getProperty("maven.repo.local")));
  }

  @Test
  public void noRequestFailsWhenContentsPluginIsSwapped() throws Exception {
    swapUnderLoad("org.mucura.blobs-filesystem");
  }

  @Test
  public void noRequestFailsWhenMetadataPluginIsSwapped() throws Exception {
    swapUnderLoad("org.mucura.metadata-rocksdb");
  }

  @Test
  public void noRequestFailsWhenTheAuthenticatorIsSwapped() throws Exception {
    swapUnderLoad("org.mucura.auth-s3-signature");
  }

  private void swapUnderLoad(String symbolicName) throws Exception {
    Bundle plugin =
        Arrays.stream(context.getBundles())
            .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
            .findAny()
            .orElseThrow();
    NewAccessKey key = accounts.createKey(accounts.byName("researcher").orElseThrow().id());
    RequestSigner signer = new RequestSigner(key.key().id(), key.secret(), "us-east-1", "s3");
    try (Load load = new Load(endpoint.uri(), signer, plugin.getBundleId() + "-swap")) {
      load.awaitRequests(200);
      for (int round = 0; round < 3; round++) {
        plugin.stop();
        Thread.sleep(BETWEEN.toMillis());
        plugin.start();
        load.awaitRequests(50);
        refresh(plugin);
        load.awaitRequests(50);
      }
      assertThat(load.failures()).isEmpty();
    }
    assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private void refresh(Bundle plugin) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    Collection<Bundle> bundles = List.of(plugin);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(bundles, event -> refreshed.countDown());
    assertThat(refreshed.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
