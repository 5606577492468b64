package dev.ashlar.processor;

import org.junit.jupiter.api.Test;

/** Names that meet: ASH-3xx. */
class ErroneousNameTest {
  @Test
  void equalPrefixesAreRefusedAtTheSecondField() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(prefix = "a_") @Dense(units = 1) Layer first;
              @Child(prefix = "a_") @Dense(units = 1) Layer «second;
            }
            """)
        .usedBy("NamedMlp mlp; String w = MlpNames.Second.WEIGHT;")
        .says(
            "ASH-301: the block second would have the prefix 'a_' of the block first (field Mlp.first). Write: @Child(prefix = \"second_\") second");
  }

  @Test
  void anExplicitPrefixCannotBeAnAutomaticOne() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer first;
              @Child(prefix = "dense0_") @Dense(units = 1) Layer «second;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says("ASH-301: the block second would have the prefix 'dense0_' of the block first");
  }

  @Test
  void collisionsInsideOfNestedBlocksAreSaidWhereTheyArise() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(prefix = "a_") Outer outer;
              @Child(prefix = "a_b_c_") @Dense(units = 1) Layer «meets;
              @Child(prefix = "z_") Outer again;
            }
            """)
        .with("""
            @Block abstract class Outer {
              @Child(prefix = "b_") Inner inner;
            }
            """)
        .with(
            "@Block abstract class Inner { @Child(prefix = \"c_\") @Dense(units = 1) Layer deep; }")
        .usedBy("NamedMlp mlp; NamedOuter outer; String w = MlpNames.Outer_Inner_Deep.WEIGHT;")
        .says(
            "ASH-301: the block meets would have the prefix 'a_b_c_' of the block outer.inner.deep (field Mlp.outer)");
  }

  @Test
  void aCollisionInsideABlockIsNotSaidAgainByItsHolders() {
    Erroneous.source("""
            class Models {
              @Block abstract static class Top { @Child Part a; @Child Part b; }
              @Block abstract static class Part {
                @Child(prefix = "a_") @Dense(units = 1) Layer first;
                @Child(prefix = "a_") @Dense(units = 1) Layer «second;
              }
            }
            """)
        .usedBy("NamedModels_Top top; String w = Models_TopNames.B_Second.WEIGHT;")
        .says("ASH-301: the block second");
  }

  @Test
  void parametersOfOneNameAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Param(shape = 1) Parameter weight;
              @Child(prefix = "") @Dense(units = 1, useBias = false) Layer «poured;
            }
            """)
        .usedBy("NamedMlp mlp; String w = MlpNames.WEIGHT;")
        .says(
            "ASH-302: the parameter poured.weight would have the name 'weight' of the parameter weight (field Mlp.weight)");
  }

  @Test
  void equalStructuralNamesAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer a;
              @Child(name = "a") @Dense(units = 1) Layer «b;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says("ASH-303: b would have the structural name 'a' of a. Give one of them another");
  }

  @Test
  void fieldsThatDifferByCaseAloneAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer hidden;
              @Child @Dense(units = 1) Layer «hIdden;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says("ASH-304: hIdden and hidden differ by case alone");
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Repeat(2) Sequential<Part> a;
              @Child @Repeat(2) @Dense(units = 1) Sequential<Layer> «A;
              @Block abstract static class Part { }
            }
            """).usedBy("NamedMlp mlp;").says("ASH-304: A and a differ by case alone");
  }

  @Test
  void replacementsThatMeetAfterErasureAreNoFurtherErrors() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Repeat(2) @Dense(units = 1) Sequential<Layer> a;
              @Child @Repeat(2) Sequential<Inner> «A;
            }
            """)
        .with("@Block abstract class Inner { @Child @Dense(units = 1) Layer only; }")
        .usedBy("NamedMlp mlp;")
        .says("ASH-304: A and a differ by case alone");
  }

  @Test
  void accessorsThatMeetMethodsAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer «prefix;
              @Child @Dense(units = 1) Layer «hashCode;
              @Child @Dense(units = 1) Layer «size;
              @Child @Dense(units = 1) Layer «head;
              @Child @Dense(units = 1) Layer «unplaced;
              int size() { return 1; }
              void replaceHead(String with) { }
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-305: the method prefix that is written for the child prefix would meet dev.ashlar.Layer.prefix(). Rename one of them",
            "ASH-305: would meet java.lang.Object.hashCode()",
            "ASH-305: would meet demo.Mlp.size()",
            "ASH-305: the method replaceHead that is written for the child head would meet demo.Mlp.replaceHead(java.lang.String)",
            "ASH-305: the method unplaced that is written for the child unplaced would meet the method that makes the block without a place");
  }

  @Test
  void theMethodThatMakesUnplacedBlocksCannotMeetTheUsers() {
    Erroneous.source(
            "@Block abstract class Mlp { «Mlp(int n) { } static Mlp unplaced(int n) { return null; } }")
        .says(
            "ASH-305: the method unplaced that is written for Mlp would meet demo.Mlp.unplaced(int)");
  }

  @Test
  void classesThatWouldBeWrittenTwiceAreRefused() {
    Erroneous.source("""
            class Outer {
              @Block abstract static class Part { }
              @Block abstract static «class PART { }
            }
            """)
        .with("@Block abstract class Mlp { }")
        .says(
            "ASH-306: the class demo.NamedOuter_PART that is written for Outer.PART would meet the one written for Outer.Part");
    Erroneous.source("@Block abstract «class Mlp { }")
        .with("class NamedMlp { }")
        .says(
            "ASH-306: the class NamedMlp that is written for Mlp would meet a class that is there already");
    Erroneous.source("@Block abstract class Outer_Part { }")
        .with("class Outer { @Block abstract static class Part { } }")
        .saysElsewhere("ASH-306: would meet the one written for Outer_Part");
  }

  @Test
  void constantsThatMeetAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer part_a;
              @Child Part «part;
              @Param(shape = 1) Parameter «path;
              @Block abstract static class Part { @Child @Dense(units = 1) Layer a; }
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-307: the constants written for part.a and part_a would both be Part_A",
            "ASH-307: the constants written for path and another constant of its block would both be PATH");
  }

  @Test
  void constructorsThatMeetAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              Mlp() { }
              «Mlp(Scope scope) { }
            }
            """)
        .says(
            "ASH-308: the constructor NamedMlp[dev.ashlar.Scope] would be written twice: for [] and for [dev.ashlar.Scope]");
  }

  @Test
  void aBlockThatHoldsItselfIsRefusedWithItsPath() {
    Erroneous.source("""
            class Models {
              @Block abstract static class A { @Child B b; }
              @Block abstract static class B { @Child @Repeat(2) Sequential<C> c; }
              @Block abstract static class C { @Child A «a; }
              @Block abstract static class Self { @Child Self «self; }
              @Block abstract static class Holder { @Child Self self; }
            }
            """)
        .usedBy(
            "NamedModels_A a; NamedModels_B b; Models_CNames c; NamedModels_Holder h; Models_HolderNames names;")
        .says(
            "ASH-309: the block Models.A would hold itself: Models.A.b -> Models.B.c -> Models.C.a -> Models.A. Break the circle",
            "ASH-309: Models.Self.self -> Models.Self");
  }

  @Test
  void blocksThatHoldTheClassesWrittenForEachOtherAreRefused() {
    Erroneous.source("""
            @Block abstract class A { @Child NamedB b; }
            """)
        .with("@Block abstract class B { @Child NamedA a; }")
        .saysAmongOthers("ASH-309: the block A would hold itself: A.b -> B.a -> A");
  }

  @Test
  void aNameThatHidesAClassOfTheWrittenCodeIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1, activation = RELU) Layer «Scope;
              int «DenseLayer;
              private int Node;
              «Mlp(int Activation) { }
            }
            """)
        .says(
            "ASH-310: the name Scope would hide the class Scope in what is written for Mlp. Rename it",
            "ASH-310: the name DenseLayer",
            "ASH-310: the name Activation");
  }

  @Test
  void aPathThatMakesTooLongAFileNameIsRefused() {
    String name = "n".repeat(120);
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child Part «NAME;
              @Block abstract static class Part { @Child @Dense(units = 1) Layer NAME; }
            }
            """.replace("NAME", name))
        .says(
            "ASH-311: that is written for Mlp.%s.%s would have a file name of 256 bytes, more than 255"
                .formatted(name, name));
  }

  @Test
  void aTreeThatIsTooLargeIsRefusedWhereItGrows() {
    Erroneous.source("""
            class Models {
              @Block abstract static class Top { @Child Bottom bottom; @Child @Flatten Layer more; }
              @Block abstract static class Bottom { @Child @Repeat(100) Sequential<Part> «parts; @Child @Flatten Layer last; }
              @Block abstract static class Part { @Child @Repeat(2147483647) @Flatten Sequential<Layer> «a; }
              @Block abstract static class Fits { @Child @Repeat(300) @Flatten Sequential<Layer> a; }
              @Block abstract static class FitsNot { @Child @Repeat(100) Sequential<Fits> «a; }
            }
            """.replace("Sequential<Part> «parts", "Sequential<Part> parts"))
        .usedBy("NamedModels_Top top; Models_BottomNames names;")
        .says(
            "ASH-312: the block Models.Part would hold 2147483647 blocks and layers, more than 10000",
            "ASH-312: the block Models.FitsNot would hold 30202 blocks and layers");
  }

  @Test
  void aLayerThatDoesNotFitIsRefusedWithTheShapesThatLedToIt() {
    Erroneous.source("""
            @Block(input = {28, 28}) abstract class Mlp {
              @Child @Dense(units = 64) Layer hidden;
              @Child @Dense(units = 10, inUnits = 32) Layer «output;
            }
            """)
        .usedBy("NamedMlp mlp; String w = MlpNames.Output.WEIGHT;")
        .says(
            "ASH-401: output, Dense(32 -> 10, linear), does not fit: expected inUnits = 32, found 64 from an input of shape (64,)."
                + " The shape came through: input (28, 28) -> hidden (64,)");
  }

  @Test
  void sizesThatCannotBeCountedAreRefused() {
    Erroneous.source("""
            @Block(input = {2147483647, 2147483647, 2147483647}) abstract class Mlp {
              @Child @Dense(units = 64) Layer «hidden;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-401: hidden, Dense(None -> 64, linear), does not fit: expected sizes whose product fits a long");
  }
}
