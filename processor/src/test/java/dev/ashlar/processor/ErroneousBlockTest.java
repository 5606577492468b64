package dev.ashlar.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in the declaration of a block's class: ASH-1xx. */
class ErroneousBlockTest {
  private static final String USES =
      "NamedMlp mlp; MlpNames names; Object node(NamedMlp m) { return m.node(); }";

  @Test
  void aFinalClassIsRefused() {
    Erroneous.source("@Block final «class Mlp { @Child @Dense(units = 1) Layer a; }")
        .usedBy(USES)
        .says(
            "ASH-101: Mlp cannot be a block: it is final. Make it a top-level or static nested class that can be extended");
  }

  @ParameterizedTest
  @CsvSource({"interface,interface", "enum,enum", "@interface,annotation_type"})
  void whatIsNoClassIsRefused(String keyword, String kind) {
    Erroneous.source(
            "@Block " + (keyword.equals("@interface") ? "@«interface" : "«" + keyword) + " Mlp { }")
        .usedBy(USES)
        .says("ASH-101: Mlp cannot be a block: it is of kind " + kind);
  }

  @Test
  void aRecordIsRefusedOnce() {
    Erroneous.source("@Block «record Mlp(@Child Layer a) { }")
        .usedBy(USES)
        .says("ASH-101: it is of kind record");
  }

  @Test
  void aSealedClassIsRefused() {
    Erroneous.source("""
            @Block abstract sealed «class Mlp permits Other { }
            final class Other extends Mlp { }
            """).usedBy(USES).says("ASH-101: it is sealed");
  }

  @Test
  void nestedClassesThatNoOneElseCanExtendAreRefused() {
    Erroneous.source("""
            class Outer {
              @Block abstract «class Inner { }
              @Block private abstract static «class Hidden { }
              private static class Around {
                @Block abstract static «class Within { }
              }
              class InnerAround {
                @Block abstract «class Deep { }
              }
            }
            """)
        .usedBy("NamedOuter_Inner inner; NamedOuter_Hidden hidden; Outer_Around_WithinNames names;")
        .says(
            "ASH-101: Inner cannot be a block: it is an inner class, not static",
            "ASH-101: Hidden cannot be a block: it is private",
            "ASH-101: Within cannot be a block: it is nested in the private class Around",
            "ASH-101: Deep cannot be a block: it is an inner class, not static");
  }

  @Test
  void aClassWithPrivateConstructorsAloneIsRefused() {
    Erroneous.source("@Block abstract «class Mlp { private Mlp() { } }")
        .usedBy(USES)
        .says("ASH-102: Mlp has only private constructors");
  }

  @Test
  void aConstructorThatTakesAPrivateTypeCannotBeCalled() {
    Erroneous.source(
            "@Block abstract «class Mlp { Mlp(Secret s) { } private static class Secret { } }")
        .usedBy(USES)
        .says("ASH-102: Mlp has only private constructors");
  }

  @Test
  void aMethodThatNoOneImplementsIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              abstract int «size(String of);
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says("ASH-103: Mlp.size(java.lang.String) is abstract");
  }

  @Test
  void anInheritedMethodThatNoOneImplementsIsRefusedAtTheClass() {
    Erroneous.source("@Block abstract «class Mlp implements Runnable { }")
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says("ASH-103: Mlp.run() is abstract");
  }

  @Test
  void forwardsOfAnotherFormAreRefused() {
    Erroneous.source("""
            class Models {
              @Block abstract static class A { private SDVariable «forward(SDVariable x) { return x; } }
              @Block abstract static class B { static SDVariable «forward(SDVariable x) { return x; } }
              @Block abstract static class C { SDVariable «forward(SDVariable... x) { return x[0]; } }
              @Block abstract static class D { <T> SDVariable «forward(SDVariable x) { return x; } }
              @Block abstract static class E { SDVariable «forward() { return null; } }
              @Block abstract static class F { void «forward(SDVariable x) { } }
              @Block abstract static class G { SDVariable «forward(SDVariable x, int n) { return x; } }
              @Block abstract static class H { abstract SDVariable «forward(SDVariable x, SDVariable y); }
              @Block abstract static class I { SDVariable «forward(SDVariable x) throws Exception { return x; } }
              @Block abstract static class J { SDVariable «forward(SDVariable[] x) { return x[0]; } }
            }
            """)
        .usedBy("NamedModels_A a; NamedModels_H h; Models_JNames names;")
        .says(
            "ASH-104: A.forward cannot be the block's computation: it is private",
            "ASH-104: it is static",
            "ASH-104: it takes a variable number of inputs",
            "ASH-104: it has type parameters",
            "ASH-104: it has no input",
            "ASH-104: it returns void",
            "ASH-104: one of its parameters is no SDVariable",
            "ASH-104: it is abstract and has several inputs",
            "ASH-104: it throws java.lang.Exception",
            "ASH-104: one of its parameters is no SDVariable");
  }

  @Test
  void twoForwardsAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              SDVariable forward(SDVariable x) { return x; }
              SDVariable «forward(SDVariable x, SDVariable y) { return x; }
            }
            """)
        .usedBy(USES)
        .says("ASH-105: Mlp has 2 methods forward of one block's form");
  }

  @Test
  void impossibleValuesAreRefusedAtTheValue() {
    Erroneous.source("""
            @Block(hint = «"a b", input = «{-1, 2})
            abstract class Mlp { @Child @Dense(units = 1) Layer a; }
            """)
        .usedBy(USES)
        .says(
            "ASH-106: @Block(hint = …) of Mlp: a hint must not hold spaces",
            "ASH-106: @Block(input = [-1, 2]) of Mlp: a size must be at least 1");
  }

  @Test
  void anOutputThatContradictsTheChainIsRefused() {
    Erroneous.source("""
            @Block(output = 4)
            abstract «class Mlp { @Child @Dense(units = 3) Layer a; }
            """)
        .usedBy(USES)
        .says("ASH-107: its output follows from its children: (3,), not (4,)");
  }

  @Test
  void methodsThatEveryBlockHasCannotHaveAnotherForm() {
    Erroneous.source("""
            abstract @Block class Mlp {
              String «name() { return ""; }
              public int «prefix() { return 1; }
              public static Scope «scope() { return null; }
              public Node «node() { return null; }
              public String children(int i) { return ""; }
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says(
            "ASH-108: Mlp.name() would meet dev.ashlar.Layer.name(), which every block has",
            "ASH-108: Mlp.prefix()",
            "ASH-108: Mlp.scope()",
            "ASH-108: Mlp.node()");
  }

  @Test
  void twoMistakesAreTwoMessagesInTheirOrder() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = «0) Layer a;
              int «name() { return 1; }
              @Child private Layer «b;
              @Child(prefix = "c_") @Dense(units = 2) Layer c;
              @Child(prefix = "c_") @Dense(units = 2) Layer «d;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames.C names; Object c() { return mlp.replaceC(mlp.c()); }")
        .says("ASH-217: units", "ASH-108: name()", "ASH-203: private", "ASH-301: c_");
  }
}
