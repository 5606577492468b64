package dev.ashlar.processor.gluon;

import dev.ashlar.processor.gluon.GluonCase.Instance;
import java.util.ArrayList;
import java.util.List;

/**
 * What the compiler has to refuse in a case.
 *
 * @param names whether names meet
 * @param shapes whether shapes do not fit
 * @param shapesUnknown whether Gluon does not tell if the shapes fit
 */
record Refusal(boolean names, boolean shapes, boolean shapesUnknown) {
  private static final String NAMES = "ASH-3";
  private static final String SHAPES = "ASH-4";

  static Refusal of(GluonCase of) {
    boolean names = of.expect().misfitsByName();
    for (Instance instance : of.instances()) {
      boolean told = of.replacements(instance).isEmpty() && !instance.sharesRoot();
      names |= told ? meetInGluon(of, instance) : meetAsDeclared(of, instance);
    }
    names |= of.replace().stream()
        .anyMatch(replacement -> DeclaredTree.alone(of, replacement.with()).clashes());
    boolean untold = of.isChain() && of.expect().output() == null;
    return new Refusal(names, of.expect().misfitsByShape(), names && untold);
  }

  /**
   * Whether Gluon, or Ashlar by what Gluon made, refuses the names of an instance after all
   * replacements.
   */
  static boolean meetInGluon(GluonCase of, Instance instance) {
    DeclaredTree tree =
        DeclaredTree.asReplaced(of, instance, of.expected(instance).prefix());
    return of.expected(instance).collision() != null
        || of.expect().pathsOfOnePrefix(instance).stream().anyMatch(tree::clashes);
  }

  // What Gluon made is no evidence where something was replaced, or where other instances counted
  // too:
  // what met in the class may be gone, or new.
  private static boolean meetAsDeclared(GluonCase of, Instance instance) {
    return DeclaredTree.asDeclared(of, instance, of.expected(instance).prefix()).clashes();
  }

  boolean isExpected() {
    return names || shapes;
  }

  /** What is wrong with the compiler's messages. */
  List<String> compare(Compiled compiled) {
    List<String> wrong = new ArrayList<>();
    compiled.warnings().forEach(warning -> wrong.add("warning of the compiler: " + warning));
    for (String error : compiled.errors()) {
      boolean byName = error.startsWith(NAMES) && names;
      boolean byShape = error.startsWith(SHAPES) && (shapes || shapesUnknown);
      if (!byName && !byShape) {
        wrong.add("unexpected error of the compiler: " + error);
      }
    }
    if (names && compiled.errors().stream().noneMatch(error -> error.startsWith(NAMES))) {
      wrong.add("names meet, and the compiler does not refuse them");
    }
    if (shapes && compiled.errors().stream().noneMatch(error -> error.startsWith(SHAPES))) {
      wrong.add("shapes do not fit, and the compiler does not refuse them");
    }
    return wrong;
  }
}
