package dev.kiln.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The allowed dependencies between modules, and the rules for deterministic workflows. */
final class ArchitectureTest {
  private static final JavaClasses KILN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.kiln");

  /** RecordBuilder's classes, each with the interface that gives a record its copy methods. */
  private static final DescribedPredicate<JavaClass> GENERATED =
      DescribedPredicate.describe(
          "generated builders", type -> KILN.contain(type.getFullName() + "$With"));

  private static final String TEMPORAL = "io.temporal..";
  private static final String AWS = "software.amazon..";
  private static final String PICOCLI = "picocli..";

  @Test
  void modelKnowsNothingOutsideItself() {
    classes()
        .that()
        .resideInAPackage("dev.kiln.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.kiln.model..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "java.text..",
            "java.net",
            "java.nio..",
            "java.io",
            "java.security",
            "com.fasterxml.jackson.annotation..",
            "org.yaml.snakeyaml..",
            "org.jspecify..")
        .check(KILN);
  }

  @Test
  void modelReadsNoFilesAndNoClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.kiln.model..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(KILN);
  }

  @Test
  void workflowsKnowNoCloud() {
    noClasses()
        .that()
        .resideInAPackage("dev.kiln.workflows..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            AWS,
            PICOCLI,
            "dev.kiln.activities..",
            "dev.kiln.worker..",
            "dev.kiln.localcloud..",
            "dev.kiln.cli..")
        .check(KILN);
  }

  @Test
  void workflowCodeIsDeterministic() {
    noClasses()
        .that()
        .resideInAPackage("dev.kiln.workflows..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io", "java.nio.file..", "java.net..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(KILN);
  }

  @Test
  void activitiesPrintNothing() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.kiln.activities..", "dev.kiln.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PICOCLI, "dev.kiln.localcloud..", "dev.kiln.cli..")
        .check(KILN);
  }

  @Test
  void theLocalCloudStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.kiln.localcloud..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            TEMPORAL,
            PICOCLI,
            "dev.kiln.model..",
            "dev.kiln.workflows..",
            "dev.kiln.activities..",
            "dev.kiln.worker..",
            "dev.kiln.cli..")
        .check(KILN);
  }

  @Test
  void onlyTheEmbeddedStackSeesWorkerAndCloud() {
    noClasses()
        .that()
        .resideInAPackage("dev.kiln.cli..")
        .and()
        .resideOutsideOfPackage("dev.kiln.cli.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            AWS, "dev.kiln.activities..", "dev.kiln.worker..", "dev.kiln.localcloud..")
        .check(KILN);
  }

  @Test
  void packagesFormNoCircles() {
    slices().matching("dev.kiln.(**)").should().beFreeOfCycles().check(KILN);
  }

  /** REST and console will start, explain and document work as the command line does. */
  @Test
  void workKnowsNoTerminal() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.kiln.cli.work..", "dev.kiln.cli.json..", "dev.kiln.cli.progress..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            PICOCLI,
            "dev.kiln.cli",
            "dev.kiln.cli.command..",
            "dev.kiln.cli.console..",
            "dev.kiln.cli.follow..",
            "dev.kiln.cli.terminal..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.io.PrintStream.class)
        .check(KILN);
  }

  @Test
  void everyClassIsFinal() {
    classes()
        .that()
        .resideInAPackage("dev.kiln..")
        .and()
        .areNotInterfaces()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotEnums()
        .and(DescribedPredicate.not(GENERATED))
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(KILN);
  }

  /** A builder without a record to start from would leave components null. */
  @Test
  void recordsAreCopiedAndNotBuiltFromNothing() {
    noClasses()
        .should()
        .callMethodWhere(
            target(name("builder"))
                .and(target(owner(GENERATED)))
                .and(target(rawParameterTypes(new Class<?>[0]))))
        .check(KILN);
  }
}
