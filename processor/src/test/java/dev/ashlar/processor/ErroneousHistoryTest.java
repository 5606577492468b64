package dev.ashlar.processor;

import org.junit.jupiter.api.Test;

/** What is said of former names and versions, and cannot be: ASH-106, ASH-213, ASH-226, ASH-227. */
class ErroneousHistoryTest {
  @Test
  void aVersionIsAtLeastOne() {
    Erroneous.source("@Block(version = «0) abstract class Mlp { }")
        .usedBy("NamedMlp mlp;")
        .says("ASH-106: @Block(version = 0) of Mlp: a version must be at least 1");
  }

  @Test
  void aFormerNameIsAPartOfAStructuralName() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(formerly = «"a.b") @Dense(units = 1) Layer first;
              @Param(shape = 1, formerly = «{"ok", ""}) Parameter second;
            }
            """).usedBy("NamedMlp mlp;").says("ASH-213: found 'a.b'", "ASH-213: found ''");
  }

  @Test
  void aNameCannotFollowItself() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(formerly = "first") @Dense(units = 1) Layer «first;
              @Child(formerly = {"b", "b"}) @Dense(units = 1) Layer «second;
              @Child(name = "x", formerly = {"y", "x"}) @Dense(units = 1) Layer third;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-226: first cannot formerly have been 'first': that is its name now. Remove it",
            "ASH-226: second cannot formerly have been 'b': it stands there twice in a row. Remove one");
  }

  @Test
  void aFormerNameCannotBeThatOfAnotherMember() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(formerly = "second") @Dense(units = 1) Layer «first;
              @Child @Dense(units = 1) Layer second;
              @Param(shape = 1, formerly = {"third", "fourth"}) Parameter «gain;
              @Child @Dense(units = 1) Layer fourth;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says(
            "ASH-226: first cannot formerly have been 'second': that is the name of another, so files do not tell the two apart."
                + " If the two were swapped, write formerly on both",
            "ASH-226: gain cannot formerly have been 'fourth'");
  }

  @Test
  void twoMembersCannotHaveBeenTheSame() {
    Erroneous.source("""
            @Block abstract class Mlp {
              @Child(formerly = "hidden") @Dense(units = 1) Layer first;
              @Child(formerly = {"middle", "hidden"}) @Dense(units = 1) Layer «second;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says("ASH-226: second cannot formerly have been 'hidden': 'first' was that too");
  }

  @Test
  void twoThatHadOneNameOneAfterTheOtherAreToldApartByTheirFirstNames() {
    Erroneous.source("""
            @Block(formerly = «"not a class") abstract class Mlp {
              @Child(formerly = "hidden") @Dense(units = 1) Layer first;
              @Child(formerly = {"hidden", "middle"}) @Dense(units = 1) Layer second;
            }
            """)
        .usedBy("NamedMlp mlp;")
        .says("ASH-106: @Block(formerly = \"not a class\") of Mlp: that is no class's name");
  }

  @Test
  void aFormerClassIsAnother() {
    Erroneous.source("@Block(formerly = «\"demo.Mlp\") abstract class Mlp { }")
        .says("ASH-106: @Block(formerly = \"demo.Mlp\") of Mlp: that is its name now. Remove it");
    Erroneous.source("@Block(formerly = \"demo.Other\") abstract «class Mlp { }")
        .with("@Block abstract class Other { }")
        .says(
            "ASH-227: the block Mlp cannot formerly have been demo.Other: that block is still there. Remove it");
    Erroneous.source("""
            class Models {
              @Block(formerly = "old.Mlp") abstract static class A { }
              @Block(formerly = {"old.Mlp", "older.Mlp", "older.Mlp"}) abstract static «class B { }
            }
            """.replace("\"older.Mlp\", \"older.Mlp\"", "\"older.Mlp\""))
        .says(
            "ASH-227: the block Models.B cannot formerly have been old.Mlp: demo.Models.A says so too");
    Erroneous.source("@Block(formerly = {\"old.Mlp\", \"old.Mlp\"}) abstract «class Mlp { }")
        .says("ASH-227: the block Mlp cannot formerly have been old.Mlp: it stands there twice");
  }
}
