package org.mucura.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.runner.RunWith;

/** What the arrows between the packages of this bundle, and out of it, must not do. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "org.mucura.core", importOptions = DoNotIncludeTests.class)
public class ArchitectureTest {

  @ArchTest
  public static final ArchRule PACKAGES_DO_NOT_GO_IN_CIRCLES =
      slices().matching("org.mucura.core.(*)..").should().beFreeOfCycles();

  /** No HTTP, no plug-in and no library: S3's semantics stand on the SPI alone. */
  @ArchTest
  public static final ArchRule THE_CORE_STANDS_ON_THE_SPI =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "org.mucura.core..",
                  "org.mucura.spi..",
                  "org.mucura.wire..",
                  "java..",
                  "javax.crypto..",
                  "org.slf4j..",
                  "org.osgi..",
                  "org.jspecify.."));

  @ArchTest
  public static final ArchRule NOTHING_SPEAKS_HTTP =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "javax.net..");

  /** Stores come and go in one place; everybody else leases them. */
  @ArchTest
  public static final ArchRule DYNAMICS_STAY_IN_TWO_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.mucura.core.lease", "org.mucura.core.store", "org.mucura.core.auth")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.mucura\\.core\\.lease\\.(Leases|Offer|Rank)");

  /** What is below knows nothing of what stands on it. */
  @ArchTest
  public static final ArchRule RECORDS_KNOW_NO_OPERATIONS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.mucura.core.format", "org.mucura.core.lease", "org.mucura.core.store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mucura.core.bucket..",
              "org.mucura.core.blob..",
              "org.mucura.core.commit..",
              "org.mucura.core.object..",
              "org.mucura.core.upload..",
              "org.mucura.core.reclaim..");
}
