package dev.ashlar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.ashlar.layer.LayerSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of packages in ARCHITECTURE.md holds. */
class PackagesTest {
  private static final String JDK = "java..";
  private static final String NULLNESS = "org.jspecify.annotations";
  private static final String ND4J = "org.nd4j..";
  private static final String NATIVE = "org.bytedeco..";

  private static final JavaClasses RUNTIME = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.ashlar");

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching("(dev.ashlar..)").should().beFreeOfCycles().check(RUNTIME);
  }

  @Test
  void namesAndShapesNeedTheJdkOnly() {
    only("dev.ashlar.shape").check(RUNTIME);
    only("dev.ashlar.naming").check(RUNTIME);
    only("dev.ashlar.init", "dev.ashlar.shape").check(RUNTIME);
    only("dev.ashlar.outline", "dev.ashlar.shape", "com.fasterxml.jackson.core..")
        .check(RUNTIME);
  }

  @Test
  void picturesAreMadeFromOutlines() {
    only("dev.ashlar.picture", "dev.ashlar", "dev.ashlar.outline", "dev.ashlar.shape")
        .check(RUNTIME);
  }

  @Test
  void specificationsNeedShapesAndInitializersOnly() {
    classes()
        .that()
        .areAssignableTo(LayerSpec.class)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            JDK, NULLNESS, "dev.ashlar.shape", "dev.ashlar.init", "dev.ashlar.layer")
        .check(RUNTIME);
    noClasses()
        .that()
        .areAssignableTo(LayerSpec.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Layer.class)
        .check(RUNTIME);
  }

  @Test
  void graphKnowsShapesNd4jAndSlf4jOnly() {
    only("dev.ashlar.graph", "dev.ashlar.shape", ND4J, NATIVE, "org.slf4j").check(RUNTIME);
  }

  @Test
  void trainStandsOnGraph() {
    only(
            "dev.ashlar.train",
            "dev.ashlar.graph",
            "dev.ashlar.shape",
            ND4J,
            "me.tongfei.progressbar",
            "org.slf4j")
        .check(RUNTIME);
  }

  @Test
  void theRootDoesNotKnowLayersNorFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.ashlar")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ashlar.layer", "dev.ashlar.checkpoint")
        .check(RUNTIME);
  }

  @Test
  void checkpointsUseArraysOnly() {
    only(
            "dev.ashlar.checkpoint",
            "dev.ashlar",
            "dev.ashlar.train",
            "dev.ashlar.shape",
            "dev.ashlar.naming",
            "dev.ashlar.file",
            "org.nd4j.linalg..")
        .check(RUNTIME);
  }

  @Test
  void filesStandOnNamesAndShapesAndOneClassOfThemOnArrays() {
    only(
            "dev.ashlar.file",
            "dev.ashlar.shape",
            "dev.ashlar.naming",
            "org.nd4j.linalg..",
            NATIVE,
            "com.fasterxml.jackson.core..")
        .check(RUNTIME);
    noClasses()
        .that()
        .resideInAPackage("dev.ashlar.file")
        .and()
        .haveNameNotMatching(".*\\.(NativeArrays|LargePages)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ND4J, NATIVE)
        .check(RUNTIME);
  }

  @Test
  void theCommandStandsOnFilesAndCheckpoints() {
    only(
            "dev.ashlar.cli",
            "dev.ashlar",
            "dev.ashlar.checkpoint",
            "dev.ashlar.file",
            "dev.ashlar.naming",
            "dev.ashlar.shape",
            "picocli",
            "com.fasterxml.jackson.core..")
        .check(RUNTIME);
  }

  @Test
  void nd4jsGraphClassesAreBehindTheirDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ashlar.graph", "dev.ashlar.train", "dev.ashlar.layer")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.nd4j.autodiff.samediff.SameDiff")
        .check(RUNTIME);
  }

  private static ArchRule only(String inside, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(inside, JDK, NULLNESS), Stream.of(others)).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(inside)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }
}
