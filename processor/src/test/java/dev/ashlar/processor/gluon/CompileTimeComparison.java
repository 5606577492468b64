package dev.ashlar.processor.gluon;

import dev.ashlar.processor.gluon.DeclaredTree.Block;
import dev.ashlar.processor.gluon.GluonCase.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the constants written for an instance's class, and for the blocks inside it, with the
 * instance that Gluon made.
 */
final class CompileTimeComparison {
  private final GluonCase of;
  private final Instance instance;
  private final Expectation.Made expected;
  private final DeclaredTree tree;
  private final Differences differences;

  CompileTimeComparison(GluonCase of, Instance instance, Differences differences) {
    this.of = of;
    this.instance = instance;
    this.expected = of.expected(instance);
    this.tree = DeclaredTree.asReplaced(of, instance, expected.prefix());
    this.differences = differences;
  }

  /** Compares all names that do not depend on the names of what is outside. */
  void run(Compiled compiled, CaseSource source) throws ReflectiveOperationException {
    for (Map.Entry<String, Block> each : tree.blocks().entrySet()) {
      Block block = each.getValue();
      if (block.content().block() != null
          && !block.content().sharesPrefix()
          && !isReplaced(each.getKey())) {
        CompiledNames names =
            CompiledNames.read(compiled, source.namesOf(block.content().block()));
        compare(each.getKey(), prefixOf(each.getKey()), names);
      }
    }
  }

  private String prefixOf(String path) {
    return expected.blocks().stream()
        .filter(block -> block.get(0).equals(path))
        .findFirst()
        .orElseThrow()
        .get(1);
  }

  private void compare(String path, String prefix, CompiledNames names) {
    String where = instance.id() + (path.isEmpty() ? "" : "." + path) + " at compile time, ";
    List<String> blocks = new ArrayList<>();
    for (List<String> block : expected.blocks()) {
      String blockPath = block.get(0);
      if (isInside(path, blockPath)
          && !tree.isInnerActivation(blockPath)
          && !isReplaced(blockPath)) {
        blocks.add(blockPath + " " + block.get(1));
      }
    }
    List<CompiledNames.Block> ownBlocks =
        names.blocks().stream().filter(b -> !isReplaced(join(path, b.path()))).toList();
    differences.compareLists(
        where + "blocks",
        blocks,
        ownBlocks.stream()
            .map(b -> join(path, b.path()) + " " + prefix + b.prefix())
            .toList());

    boolean shaped = expected.parameters() != null && (path.isEmpty() || !of.isChain());
    Map<String, String> shapes = expected.shapes();
    List<String> parameters = new ArrayList<>();
    for (List<String> parameter : expected.structural()) {
      if (isInside(path, parameter.get(0)) && !isReplaced(parameter.get(0))) {
        parameters.add(parameter.get(0) + " " + parameter.get(1)
            + (shaped ? " " + shapes.get(parameter.get(1)) : ""));
      }
    }
    List<String> ownParameters = new ArrayList<>();
    for (CompiledNames.Parameter parameter : names.parameters()) {
      String structural = join(path, parameter.structuralName());
      if (!isReplaced(structural)) {
        ownParameters.add(
            structural + " " + prefix + parameter.name() + (shaped ? " " + parameter.shape() : ""));
      }
    }
    differences.compareLists(where + "parameters", parameters, ownParameters);
  }

  // Gluon's instance is as it is after all replacements, of which the compiler knows nothing.
  private boolean isReplaced(String path) {
    return of.replacements(instance).stream()
        .anyMatch(each -> DeclaredTree.isWithin(path, each.field()));
  }

  private static boolean isInside(String outer, String path) {
    return outer.isEmpty() || DeclaredTree.isWithin(path, outer);
  }

  private static String join(String path, String inner) {
    return path.isEmpty() || inner.isEmpty() ? path + inner : path + "." + inner;
  }
}
