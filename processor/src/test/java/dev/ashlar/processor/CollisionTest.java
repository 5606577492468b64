package dev.ashlar.processor;

import org.junit.jupiter.api.Test;

/**
 * Names that meet by every way on which they can, each told once, at the field by which it comes
 * about. Across jars: {@link OtherJarTest}.
 */
class CollisionTest {
  private static final String HEAD = "@Block abstract class A {\n";

  @Test
  void ofConcatenations() {
    Odd.check(HEAD + """
            @Child(prefix = "a_") P p;
            @Child(prefix = "a_b_") Q q; // ASH-302
            @Block abstract static class P { @Param(shape = 1) Parameter b_w; }
            @Block abstract static class Q { @Param(shape = 1) Parameter w; } }
            """);
    Odd.check(HEAD + """
            @Child(prefix = "a") P p;
            @Child(prefix = "a_b_") @Dense(units = 1) Layer q; // ASH-301
            @Block abstract static class P { @Child(prefix = "_b_") @Dense(units = 1) Layer d; } }
            """);
  }

  @Test
  void ofScopesThatArePouredIntoOne() {
    Odd.check(HEAD + """
            @Child(prefix = "") P p;
            @Child(prefix = "") P q; // ASH-301
            @Block abstract static class P { @Child(prefix = "x_") @Dense(units = 1) Layer d; } }
            """);
    Odd.check(HEAD + """
            @Child(prefix = "") P p;
            @Child(prefix = "") P q;
            @Block abstract static class P { @Child @Dense(units = 1) Layer d; } }
            """);
    Odd.check(HEAD
        + """
            @Child(prefix = "") P p;
            @Param(shape = 1) Parameter w; // ASH-302
            @Block abstract static class P { @Param(shape = 1) Parameter w; } }
            """.replace("Parameter w; // ASH-302", "Parameter w;")
            .replace("P p;", "P p; // ASH-302"));
  }

  @Test
  void ofFieldsThatAreInherited() {
    Odd.check(
        "@Block abstract class A extends B { @Child(prefix = \"x_\") @Dense(units = 1) Layer own; // ASH-301\n }",
        "@Block abstract class B { @Child(prefix = \"x_\") @Dense(units = 1) Layer theirs; }");
    Odd.check(
        "@Block abstract class A extends B { @Child(prefix = \"dense0_\") @Dense(units = 1) Layer own; // ASH-301\n }",
        "@Block abstract class B { @Child @Dense(units = 1) Layer theirs; }");
    Odd.check(
        "@Block abstract class A extends B { @Child(name = \"theirs\") @Dense(units = 1) Layer own; // ASH-303\n }",
        "@Block abstract class B { @Child @Dense(units = 1) Layer theirs; }");
  }

  @Test
  void ofWhatIsRepeated() {
    Odd.check(
        HEAD
            + "@Child @Repeat(value = 2, prefix = \"x_\") @Dense(units = 1) Sequential<Layer> a; // ASH-301\n}");
    Odd.check(
        HEAD
            + "@Child @Repeat(value = 2, prefix = \"\") @Dense(units = 1, useBias = false) Sequential<Layer> a; // ASH-302\n}");
    Odd.check(HEAD + """
            @Child @Repeat(3) @Dense(units = 1) Sequential<Layer> a;
            @Child(prefix = "sequential0_dense2_") @Dense(units = 1) Layer b; // ASH-301
            }
            """);
  }

  @Test
  void ofSharedWeights() {
    Odd.check(HEAD + """
            @Child(prefix = "x_") @Dense(units = 1) Layer a;
            @Child(prefix = "x_", sharedWith = "a") @Dense(units = 1) Layer b; // ASH-301
            }
            """);
    Odd.check(HEAD + """
            @Child(prefix = "") @Dense(units = 1) Layer a;
            @Child(prefix = "", sharedWith = "a") @Dense(units = 1) Layer b;
            }
            """);
    Odd.check("""
        @Block(input = 2) abstract class A {
          @Child @Dense(units = 3) Layer a;
          @Child(sharedWith = "a") @Dense(units = 4) Layer b; // ASH-401
        }
        """);
  }

  @Test
  void ofBlocksOfOtherPackages() {
    Odd.check(
        "package one; @Block abstract class A { @Child(prefix = \"a_\") public two.B b;\n"
            + "@Child(prefix = \"a_x_\") @Dense(units = 1) Layer c; // ASH-301\n }",
        "package two; @Block public abstract class B { @Child(prefix = \"x_\") @Dense(units = 1) protected Layer d; }");
  }
}
