package dev.ashlar.processor;

import org.junit.jupiter.api.Test;

/** Mistakes in the declaration of a child or parameter: ASH-2xx. */
class ErroneousFieldTest {
  @Test
  void annotationsOutsideOfBlocksAreRefused() {
    Erroneous.source("""
            class Plain {
              «@Child «@Dense(units = 1) Layer a;
              «@Child Layer b;
              «@Param(shape = 1) Parameter c;
              «@Repeat(2) Object d;
              «@Activate(RELU) Object e;
            }
            """.replace("«@Child «@Dense", "«@Child @Dense"))
        .says(
            "ASH-201: @Child on a does nothing, since demo.Plain is not a block. Annotate demo.Plain with @Block, or remove @Child",
            "ASH-201: @Child on b",
            "ASH-201: @Param on c",
            "ASH-201: @Repeat on d",
            "ASH-202: @Activate on e does nothing without @Child. Write: @Child @Activate");
  }

  @Test
  void layersAndRepetitionsThatAreNoChildrenAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              «@Dense(units = 1) Layer a;
              «@Repeat(2) Sequential<Layer> b;
              @Child @Dense(units = 1) Layer c;
            }
            """)
        .usedBy("NamedMlp mlp; Object c(NamedMlp m) { return m.c(); }")
        .says(
            "ASH-202: @Dense on a does nothing without @Child. Write: @Child @Dense",
            "ASH-202: @Repeat on b");
  }

  @Test
  void whatFollowsFromAMisusedMemberIsNotSaid() {
    Erroneous.source("""
            @Block(input = 3) abstract class Mlp {
              @Child(prefix = "dense0_") @Activate(RELU) Layer a;
              «@Dense(units = 4) Layer b;
              @Child(sharedWith = "b") @Dense(units = 4, inUnits = 4) Layer c;
            }
            """).says("ASH-202: @Dense on b");
    Erroneous.source("""
            @Block(input = 3) abstract class Mlp {
              @Child(prefix = "dense0_") @Activate(RELU) Layer a;
              @Child @Dense(units = 4) private Layer «b;
              @Child @Dense(units = 4, inUnits = 4) Layer c;
            }
            """).says("ASH-203: the field b is private");
    Erroneous.source("""
            @Block(input = 3) abstract class Mlp {
              @Child(prefix = "dense0_") @Activate(RELU) Layer a;
              «@Repeat(2) Sequential<Layer> b;
              @Child(prefix = "dense0_") @Dense(units = 4) Layer «c;
            }
            """)
        .says("ASH-202: @Repeat on b", "ASH-301: the block c would have the prefix 'dense0_'");
  }

  @Test
  void whoSharesWithALayerThatIsNoChildHasNoErrorOfItsOwn() {
    Erroneous.source("""
            @Block abstract class Mlp {
              «@Dense(units = 1) Layer a;
              @Child(sharedWith = "a") @Dense(units = 1) Layer b;
            }
            """)
        .usedBy("Object a(NamedMlp m) { return m.a(); } String b = MlpNames.B.WEIGHT;")
        .says("ASH-202: @Dense on a does nothing without @Child");
  }

  @Test
  void namesThatComeAfterAFieldThatIsRefusedAreNotCompared() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child private Layer «a;
              @Child @Dense(units = 1) Layer b;
              @Child(prefix = "dense0_") @Dense(units = 1) Layer c;
              Mlp() { a = DenseLayer.dense(1); }
            }
            """)
        .usedBy("String b = MlpNames.B.WEIGHT;")
        .says("ASH-203: the field a is private");
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(prefix = «"a\\n") @Dense(units = 1) Layer a;
              @Child(prefix = "dense0_") @Dense(units = 1) Layer b;
            }
            """)
        .usedBy("String a = MlpNames.A.WEIGHT;")
        .says("ASH-213: a: a prefix must hold neither");
    Erroneous.source("""
            @Block(sequential = true) abstract class Mlp {
              @Child(name = "first") @Dense(units = «0) Layer a;
              @Child @Dense(units = 1) Layer b;
              @Child(name = "0") @Dense(units = 1) Layer c;
            }
            """).usedBy("NamedMlp mlp;").says("ASH-217: @Dense of a");
  }

  @Test
  void fieldsThatCannotBeSetAreRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) private Layer «a;
              @Child @Dense(units = 1) static Layer «b;
              @Child @Dense(units = 1) final Layer «c = null;
              @Param(shape = 1) private Parameter «d;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says(
            "ASH-203: the field a is private, so the written constructor cannot set it. Remove 'private'",
            "ASH-203: the field b is static",
            "ASH-203: the field c is final",
            "ASH-203: the field d is private");
  }

  @Test
  void anInheritedFieldThatCannotBeSeenIsRefused() {
    Erroneous.source("@Block abstract class Mlp extends other.Base { }")
        .with(
            "package other; @Block public abstract class Base { @Child @Dense(units = 1) Layer hidden; }")
        .usedBy("NamedMlp mlp; MlpNames names;")
        .saysElsewhere(
            "ASH-204: the field hidden of other.Base cannot be seen from package demo. Make it protected or public");
  }

  @Test
  void anInheritedFieldThatAnotherHidesIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp extends Base {
              @Child(name = "other") @Dense(units = 1) Layer «hidden;
              private int «shown;
            }
            """)
        .with(
            "@Block abstract class Base { @Child @Dense(units = 1) Layer hidden; @Child @Dense(units = 1) Layer shown; }")
        .usedBy("NamedMlp mlp; NamedBase base;")
        .says(
            "ASH-225: the field hidden that is inherited from demo.Base is hidden by that of demo.Mlp. Rename one of them",
            "ASH-225: the field shown");
  }

  @Test
  void aChildMustBeALayer() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child String «a;
              @Child @Dense(units = 1) Object «b;
              @Child int «c;
              @Child Layer[] «d;
              @Child java.util.List<Layer> «e;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says(
            "ASH-205: the child a has the type java.lang.String, which is neither Layer nor a class annotated with @Block. Write: Layer a",
            "ASH-205: the child b has the type java.lang.Object",
            "ASH-205: the child c has the type int",
            "ASH-205: the child d has the type dev.ashlar.Layer[]",
            "ASH-205: the child e has the type java.util.List<dev.ashlar.Layer>");
  }

  @Test
  void aFieldMustBeAbleToHoldItsLayer() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) FlattenLayer «a;
              @Child @Dense(units = 1) DenseLayer b;
            }
            """)
        .usedBy("NamedMlp mlp; dev.ashlar.layer.DenseLayer b(NamedMlp m) { return m.b(); }")
        .says(
            "ASH-206: the child a has the type dev.ashlar.layer.FlattenLayer, which cannot hold the DenseLayer that @Dense makes. Write: Layer a");
  }

  @Test
  void twoLayersInOneFieldAreRefusedAtTheSecond() {
    Erroneous.source("@Block abstract class Mlp { @Child @Dense(units = 1) «@Flatten Layer a; }")
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-207: the child a has the layer annotations @Dense and @Flatten. Keep one of them");
  }

  @Test
  void aLayerInAFieldOfABlocksTypeIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child «@Dense(units = 1) Part a;
              @Block abstract static class Part { }
            }
            """)
        .usedBy("NamedMlp mlp; NamedMlp_Part part;")
        .says(
            "ASH-208: the child a has the layer annotation @Dense and the type of the block Part. Keep one of them");
  }

  @Test
  void aChildThatNothingMakesIsRefused() {
    Erroneous.source("""
            class Models {
              @Block abstract static class A { @Child Layer «a; }
              @Block abstract static class B { @Child Sequential<Layer> «b; }
              @Block abstract static class C { @Child Sized «c; }
              @Block abstract static class D { @Child Failing «d; }
              @Block abstract static class Sized { Sized(int units) { } }
              @Block abstract static class Failing { Failing() throws java.io.IOException { } }
            }
            """)
        .usedBy("NamedModels_A a; NamedModels_C c;")
        .says(
            "ASH-209: nothing makes the child a: it has no layer annotation. Add one (@Dense(units = …)), or assign it in a constructor of A",
            "ASH-209: it has no layer annotation, no @Repeat. Add one",
            "ASH-209: and Models.Sized has no constructor that takes no arguments and throws nothing",
            "ASH-209: and Models.Failing has no constructor");
  }

  @Test
  void aChildThatOnlyAParentsConstructorCouldMakeIsRefused() {
    Erroneous.source("@Block abstract class Mlp extends Base { @Child Layer «own; }")
        .with(
            "@Block abstract class Base { @Child Layer base; Base() { base = DenseLayer.dense(1); } }")
        .usedBy("NamedMlp mlp; NamedBase base;")
        .says(
            "ASH-209: nothing makes the child own: it has no layer annotation. Add one (@Dense(units = …)), or assign it in a constructor of Mlp");
  }

  @Test
  void aRepeatedChildMustBeASequential() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child «@Repeat(2) @Dense(units = 1) Layer a;
              @Child «@Repeat(3) Part b;
              @Child «@Repeat(3) @Dense(units = 1) int c;
              @Block abstract static class Part { }
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-210: @Repeat on a needs a field of type Sequential<…>, found dev.ashlar.Layer. Write: @Child @Repeat(2) Sequential<Layer> a",
            "ASH-210: Write: @Child @Repeat(3) Sequential<Part> b",
            "ASH-210: found int. Write: @Child @Repeat(3) Sequential<Layer> c");
  }

  @Test
  void aRepeatedBlockMustBeMadeWithoutArguments() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child «@Repeat(2) Sequential<Part> a;
              @Child «@Repeat(2) Sequential<Layer> b;
              @Child @Repeat(2) Sequential<?> «c;
              @Block abstract static class Part { Part(int n) { } }
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-211: @Repeat on a cannot make its items: Mlp.Part has no constructor that takes no arguments and throws nothing",
            "ASH-211: @Repeat on b cannot make its items: it has no layer annotation",
            "ASH-205: the child c");
  }

  @Test
  void aNumberOfRepetitionsBelowOneIsRefusedAtTheValue() {
    Erroneous.source(
            "@Block abstract class Mlp { @Child @Repeat(«0) @Dense(units = 1) Sequential<Layer> a; }")
        .usedBy("NamedMlp mlp;")
        .says("ASH-212: @Repeat on a must be at least 1, found 0");
  }

  @Test
  void namesThatCannotBePartOfAPathAreRefusedAtTheValue() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(name = «"a.b") @Dense(units = 1) Layer a;
              @Child(prefix = «"b\\n") @Dense(units = 1) Layer b;
              @Param(shape = 1, name = «"c.") Parameter c;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames.A names;")
        .says(
            "ASH-213: a: a part of a structural name must",
            "ASH-213: b: a prefix must",
            "ASH-213: c: a part");
  }

  @Test
  void aFieldIsAChildOrAParameter() {
    Erroneous.source(
            "@Block abstract class Mlp { @Child «@Param(shape = 1) @Dense(units = 1) Layer a; }")
        .usedBy("NamedMlp mlp;")
        .says("ASH-214: a is annotated with @Child and @Param. Keep one of them");
  }

  @Test
  void aParameterMustBeAParameter() {
    Erroneous.source("@Block abstract class Mlp { @Param(shape = 1) Object «a; }")
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says("ASH-215: the parameter a has the type java.lang.Object. Write: Parameter a");
  }

  @Test
  void impossibleValuesOfParametersAreRefusedAtTheValue() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Param(shape = «{2, 0}) Parameter a;
              @Param(shape = 2, constant = 1.0 «/ 0) Parameter b;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames names;")
        .says(
            "ASH-216: the shape of the parameter a must have sizes of at least 1, found [2, 0]",
            "ASH-223: the constant of the parameter b must be finite, found Infinity");
  }

  @Test
  void impossibleSettingsAreRefusedAtTheValue() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = «-1) Layer a;
              @Child @Dropout(rate = «1.5) Layer b;
              @Child @Activate(«NONE) Layer c;
              @Child @LayerNorm(epsilon = «0) Layer d;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-217: @Dense of a: units must be at least 1, found -1",
            "ASH-217: @Dropout of b: rate must be",
            "ASH-217: @Activate of c: value must be",
            "ASH-217: @LayerNorm of d: epsilon must be");
  }

  @Test
  void sharingWithWhatIsNotAboveIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer middle;
              @Child(sharedWith = "midle") @Dense(units = 1) Layer «a;
              @Child(sharedWith = "b") @Dense(units = 1) Layer «b;
              @Child(sharedWith = "last") @Dense(units = 1) Layer «c;
              @Child @Dense(units = 1) Layer last;
            }
            """)
        .usedBy("NamedMlp mlp; String name = MlpNames.A.WEIGHT_PATH;")
        .says(
            "ASH-221: the child a shares with 'midle', but Mlp has no such layer above it. Did you mean \"middle\"?",
            "ASH-221: the child b shares with 'b', but Mlp has no such layer above it",
            "ASH-221: the child c shares with 'last'");
  }

  @Test
  void sharingBetweenUnlikeLayersIsRefused() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = 1) Layer a;
              @Child(sharedWith = "a") @Dense(units = 1, useBias = false) Layer «b;
              @Child(sharedWith = "a") @Repeat(2) @Dense(units = 1) Sequential<Layer> «c;
            }
            """)
        .usedBy("NamedMlp mlp; MlpNames.B names;")
        .says(
            "ASH-222: the child b cannot share the parameters of a: it has [weight], the other [weight, bias]",
            "ASH-222: the child c cannot share the parameters of a: it is no single layer");
  }

  @Test
  void valuesThatAreNoneAreLeftToTheCompiler() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child @Dense(units = «"x") Layer a;
              @Child @Dense(units = 2) Layer b;
            }
            """)
        .saysOfCompiler("incompatible types: java.lang.String cannot be converted to int");
  }
}
