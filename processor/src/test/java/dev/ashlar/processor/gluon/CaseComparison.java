package dev.ashlar.processor.gluon;

import dev.ashlar.Layer;
import dev.ashlar.processor.gluon.GluonCase.Instance;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes, compiles and runs one case, and compares what comes out with Gluon's. */
public final class CaseComparison {
  private final GluonCase of;
  private final CaseCompiler compiler;
  private final Differences differences = new Differences();

  private CaseComparison(GluonCase of, CaseCompiler compiler) {
    this.of = of;
    this.compiler = compiler;
  }

  /** What differs, in words; empty if all is as in Gluon. */
  public static List<String> differences(GluonCase of, CaseCompiler compiler) {
    CaseComparison comparison = new CaseComparison(of, compiler);
    try {
      comparison.run();
    } catch (InvocationTargetException failure) {
      comparison.fail(failure.getCause());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      comparison.fail(failure);
    }
    return comparison.differences.found();
  }

  private void fail(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    differences.add("failed: " + failure + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  private void run() throws ReflectiveOperationException {
    of.instances().forEach(this::checkDeclaredTree);
    CaseSource source = CaseSource.of(of);
    Compiled compiled = compiler.compile(source.sources());
    Refusal refusal = Refusal.of(of);
    refusal.compare(compiled).forEach(differences::add);
    if (refusal.isExpected() || !compiled.errors().isEmpty()) {
      return;
    }
    for (Instance instance : of.instances()) {
      new CompileTimeComparison(of, instance, differences).run(compiled, source);
    }
    List<Layer> made = layers(
        compiled.classes().loadClass(source.program()).getMethod(CaseSource.RUN).invoke(null));
    for (int i = 0; i < made.size(); i++) {
      new RunTimeComparison(of, of.instances().get(i), differences).run(made.get(i));
    }
  }

  private static List<Layer> layers(Object made) {
    List<Layer> layers = new ArrayList<>();
    for (Object each : (List<?>) made) {
      layers.add((Layer) each);
    }
    return layers;
  }

  // What a case must refuse follows from this tree, so it has to be Gluon's.
  private void checkDeclaredTree(Instance instance) {
    if (instance.sharesRoot()) {
      return; // the tree knows nothing of what other instances counted
    }
    Expectation.Made expected = of.expected(instance);
    DeclaredTree tree = DeclaredTree.asReplaced(of, instance, expected.prefix());
    Map<String, String> byGluon = new HashMap<>();
    expected.blocks().stream()
        .filter(block -> !tree.isInnerActivation(block.get(0)))
        .forEach(block -> byGluon.put(block.get(0), block.get(1)));
    Map<String, String> declared = new HashMap<>();
    tree.blocks().forEach((path, block) -> declared.put(path, block.prefix()));
    if (!declared.equals(byGluon)) {
      differences.add(
          instance.id() + ": the test's own rules give " + declared + ", Gluon " + byGluon);
    }
    if (tree.clashes() != Refusal.meetInGluon(of, instance)) {
      differences.add(instance.id() + ": by the test's own rules names "
          + (tree.clashes() ? "" : "do not ") + "meet, unlike in Gluon");
    }
  }
}
