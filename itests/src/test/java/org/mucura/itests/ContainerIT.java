package org.mucura.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
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
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The archive from within its container: what is registered, and what comes and goes under load.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@SuppressWarnings("NullAway.Init")
public class ContainerIT {

  private static final int ROUNDS = 2;
  private static final int WAIT_MAX_S = 60;

  @Inject BundleContext context;
  @Inject BootFinished boot;
  @Inject Accounts accounts;

  @Inject
  @Filter("(listener=s3)")
  Endpoint endpoint;

  @Inject SessionFactory sessions;

  @Configuration
  public Option[] configuration() {
    String karaf = System.getProperty("mucura.karaf.version");
    return options(
        karafDistributionConfiguration()
            .frameworkUrl("file:" + System.getProperty("mucura.distribution"))
            .name("Mucura")
            .karafVersion(karaf)
            .unpackDirectory(new File(System.getProperty("mucura.target"), "exam"))
            .useDeployFolder(false),
        configureConsole().ignoreLocalConsole(),
        editConfigurationFilePut("etc/org.mucura.http.listener-s3.cfg", "port", "0"),
        // Pax Exam brings bundles of its own
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.localRepository",
            System.getProperty("maven.repo.local")),
        javaOptions(karaf));
  }

  /** As {@code bin/karaf} has them, which Pax Exam does not use. */
  private static Option javaOptions(String karaf) {
    Stream<String> opened =
        Stream.of(
            "java.base/java.security",
            "java.base/java.net",
            "java.base/java.lang",
            "java.base/java.util",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport.tcp");
    Stream<String> others =
        Stream.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.security.manager=allow",
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-"
                + karaf
                + ".jar",
            "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-"
                + karaf
                + ".jar",
            "-classpath",
            "lib/jdk9plus/*:lib/boot/*");
    return composite(
        Stream.concat(opened.map(p -> "--add-opens=" + p + "=ALL-UNNAMED"), others)
            .map(word -> vmOption(word))
            .toArray(Option[]::new));
  }

  @Test
  public void everyBundleIsActive() {
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      assertEquals(
          bundle.getSymbolicName(), fragment ? Bundle.RESOLVED : Bundle.ACTIVE, bundle.getState());
    }
  }

  @Test
  public void whatTheGatewayConsistsOfIsRegistered() {
    for (String service :
        List.of(
            "org.mucura.spi.metadata.MetadataStore",
            "org.mucura.spi.blob.BlobStore",
            "org.mucura.spi.auth.Authenticator",
            "org.mucura.http.Application")) {
      assertTrue(service, context.getServiceReference(service) != null);
    }
  }

  @Test
  public void theConsoleListsTheStores() throws Exception {
    awaitCommand("stores");
    String said = console("mucura:stores");
    assertTrue(said, said.contains("METADATA") && said.contains("BLOBS"));
  }

  @Test
  public void theConsoleTellsOfTheScrub() throws Exception {
    awaitCommand("scrub-status");
    String said = console("mucura:scrub-status");
    assertTrue(said, said.contains("Nothing is known to be damaged"));
  }

  /** Commands are registered in the background. */
  private void awaitCommand(String name) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_MAX_S);
    while (sessions.getRegistry().getCommand("mucura", name) == null) {
      assertTrue("mucura:" + name + " is not there", System.nanoTime() < end);
      Thread.sleep(20);
    }
  }

  @Test
  public void noRequestFailsWhenPluginsAreSwapped() throws Exception {
    NewAccessKey key = accounts.createKey(accounts.create("swapper").id());
    RequestSigner signer = new RequestSigner(key.key().id(), key.secret(), "us-east-1", "s3");
    try (Load load = new Load(endpoint.uri(), signer, "swapped")) {
      load.awaitRequests(100);
      for (int round = 0; round < ROUNDS; round++) {
        for (String plugin :
            List.of(
                "org.mucura.blobs-filesystem",
                "org.mucura.metadata-rocksdb",
                "org.mucura.auth-s3-signature")) {
          swap(bundle(plugin), load);
        }
      }
      assertEquals(List.of(), List.copyOf(load.failures()));
    }
  }

  private void swap(Bundle plugin, Load load) throws Exception {
    plugin.stop();
    Thread.sleep(300);
    plugin.start();
    load.awaitRequests(50);
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(plugin), event -> refreshed.countDown());
    assertTrue(refreshed.await(WAIT_MAX_S, TimeUnit.SECONDS));
    load.awaitRequests(50);
    assertEquals(Bundle.ACTIVE, plugin.getState());
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findAny()
        .orElseThrow();
  }

  private String console(String command) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out);
    Subject viewer = new Subject();
    viewer.getPrincipals().add(new RolePrincipal("viewer"));
    try {
      Subject.doAs(viewer, (PrivilegedExceptionAction<Object>) () -> session.execute(command));
    } finally {
      session.close();
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
