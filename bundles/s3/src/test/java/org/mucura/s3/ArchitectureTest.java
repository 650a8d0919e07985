package org.mucura.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.runner.RunWith;

/** What the arrows between the packages of this bundle must not do. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "org.mucura.s3", importOptions = DoNotIncludeTests.class)
public class ArchitectureTest {

  @ArchTest
  public static final ArchRule PACKAGES_DO_NOT_GO_IN_CIRCLES =
      slices().matching("org.mucura.s3.(*)..").should().beFreeOfCycles();

  @ArchTest
  public static final ArchRule JERSEY_IS_KNOWN_TO_ITS_CONTAINER_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mucura.s3.jersey")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.glassfish..");

  @ArchTest
  public static final ArchRule JAKARTA_REST_IS_FOR_DISPATCH =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.mucura.s3.jersey", "org.mucura.s3.resource", "org.mucura.s3.error")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");
}
