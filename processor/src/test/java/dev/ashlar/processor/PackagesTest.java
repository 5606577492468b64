package dev.ashlar.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.Repeat;
import dev.ashlar.layer.LayerAnnotation;
import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.ParameterSpec;
import dev.ashlar.layer.SettingException;
import dev.ashlar.picture.Picture;
import dev.ashlar.processor.model.Site;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;

/** Holds the table of packages of the design. */
class PackagesTest {
  private static final String PROCESSOR = "dev.ashlar.processor";
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .importUrl(AshlarProcessor.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching(PROCESSOR + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void eachStepKnowsTheModelAndTheCatalogueOfMessagesAlone() {
    for (String step : new String[] {"discover", "validate", "write", "lock"}) {
      noClasses()
          .that()
          .resideInAPackage(in(step))
          .should()
          .dependOnClassesThat(DescribedPredicate.describe(
              "are of the processor, but neither of " + step + " nor of the model or its messages",
              each -> each.getPackageName().startsWith(PROCESSOR)
                  && !each.getPackageName().equals(in(step))
                  && !each.getPackageName().equals(in("model"))
                  && !each.getPackageName().equals(in("diagnostic"))))
          .check(CLASSES);
    }
    noClasses()
        .that()
        .resideInAPackage(in("model"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("diagnostic"))
        .check(CLASSES);
  }

  @Test
  void theModelKnowsNoTypeOfTheCompilerButTheSite() {
    noClasses()
        .that()
        .resideInAPackage(in("model"))
        .and()
        .doNotBelongToAnyOf(Site.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
        .check(CLASSES);
  }

  @Test
  void validationKnowsNoTypeOfTheCompiler() {
    noClasses()
        .that()
        .resideInAPackage(in("validate"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
        .check(CLASSES);
  }

  @Test
  void onlyWritingSeesJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("write"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.palantir.javapoet..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCatalogueOfMessagesUsesTheMessager() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("diagnostic"), PROCESSOR) // the entry point hands it on
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Messager.class)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(PROCESSOR)
        .should()
        .callMethodWhere(DescribedPredicate.describe(
            "is the messager's", call -> call.getTargetOwner().isAssignableTo(Messager.class)))
        .check(CLASSES);
  }

  @Test
  void ofTheRuntimeOnlyWhatNeedsNoNd4jIsUsed() {
    classes()
        .that()
        .resideInAPackage(PROCESSOR + "..")
        .should()
        .onlyDependOnClassesThat(DescribedPredicate.describe(
            "are no part of the runtime that needs ND4J", PackagesTest::needsNoNd4j))
        .check(CLASSES);
  }

  private static boolean needsNoNd4j(JavaClass type) {
    String place = type.getPackageName();
    if (place.startsWith("org.nd4j") || place.startsWith("org.bytedeco")) {
      return false;
    }
    if (!place.startsWith("dev.ashlar") || place.startsWith(PROCESSOR)) {
      return true;
    }
    return place.equals("dev.ashlar.naming")
        || place.equals("dev.ashlar.shape")
        || place.equals("dev.ashlar.init")
        || place.equals("dev.ashlar.outline")
        || type.isAssignableTo(LayerSpec.class)
        || isAny(type, LayerAnnotation.class, ParameterSpec.class, SettingException.class)
        || isAny(type, Picture.class) // of an outline; what it makes of a Layer is not called
        || isAny(type, Block.class, Child.class, Param.class, Repeat.class);
  }

  private static boolean isAny(JavaClass type, Class<?>... allowed) {
    for (Class<?> each : allowed) {
      if (type.isEquivalentTo(each)) {
        return true;
      }
    }
    return false;
  }

  private static String in(String name) {
    return PROCESSOR + "." + name;
  }
}
