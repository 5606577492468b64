package dev.ashlar.processor.validate;

import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.ParameterSpec;
import dev.ashlar.naming.Hint;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.BrokenChild;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Around;
import dev.ashlar.processor.model.ChildModel.Assigned;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds the tree of names and shapes of a block, as its constructor will at run time: by the same
 * naming and shape rules.
 *
 * <p>A shape that does not fit is noted, and the tree goes on as if nothing were known of it.
 */
final class TreeBuilder {
  private final Map<BlockName, BlockModel> blocks;
  private final List<Misfit> misfits = new ArrayList<>();
  private final List<String> through = new ArrayList<>();
  private final boolean doubting;
  private boolean complete = true;

  private TreeBuilder(Map<BlockName, BlockModel> blocks, boolean doubting) {
    this.blocks = blocks;
    this.doubting = doubting;
  }

  /**
   * What was built.
   *
   * @param tree the tree
   * @param misfits what does not fit in it
   * @param complete whether something could be made of each child in it
   */
  record Built(Tree tree, List<Misfit> misfits, boolean complete) {}

  /**
   * The tree of a block on its own. The blocks that it holds must not hold each other in a circle.
   */
  static Built build(BlockModel block, Map<BlockName, BlockModel> blocks) {
    return build(block, blocks, Shape.unknown());
  }

  /** The tree of a block that an input of the given shape reaches. */
  static Built build(BlockModel block, Map<BlockName, BlockModel> blocks, Shape reaching) {
    return new TreeBuilder(blocks, false).root(block, reaching);
  }

  /**
   * The tree of a block without the names that depend on children of which nothing can be made:
   * they would have counted, or not.
   */
  static Built buildDoubting(BlockModel block, Map<BlockName, BlockModel> blocks) {
    return new TreeBuilder(blocks, true).root(block, Shape.unknown());
  }

  private Built root(BlockModel block, Shape reaching) {
    Place root = new Place("", Optional.of(block.hint()), TreeScope.root(), false);
    Tree tree = block(block, root, reaching);
    return new Built(tree, misfits, complete);
  }

  /** Where something stands in the tree: its path, its hint, the scope inside it. */
  private record Place(String path, Optional<String> hint, TreeScope inside, boolean sharesPrefix) {
    Place child(String name, Optional<String> childHint, Optional<String> ownPrefix) {
      return new Place(
          path(name),
          childHint,
          inside.enter(childHint, ownPrefix),
          ownPrefix.isPresent() && ownPrefix.get().isEmpty());
    }

    String path(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  private Tree block(BlockModel block, Place place, Shape reaching) {
    Shape input = block.input();
    if (input.fits(reaching)) {
      input = input.merge(reaching);
    } else {
      misfit(
          place.path(), block.name().toString(), "input = " + block.input(), reaching.toString());
    }
    if (through.isEmpty() && input.hasRank()) {
      through.add("input " + input);
    }
    List<Leaf> leaves = new ArrayList<>();
    for (ParamModel param : block.params()) {
      leaves.add(leaf(place, param.name(), param.shape(), param.dtype(), param.trainable()));
    }
    List<Tree> children = new ArrayList<>();
    Map<String, Tree> byField = new HashMap<>();
    Shape shape = input;
    Set<Integer> breaks =
        block.broken().stream().map(BrokenChild::position).collect(Collectors.toSet());
    complete &= breaks.isEmpty();
    for (ChildModel child : block.children()) {
      if (breaks.contains(children.size())) {
        shape = breakOff(place);
      }
      if (block.forward().isPresent()) {
        shape = Shape.unknown();
        through.clear();
      }
      Tree tree = child(child, place, shape, child.sharedWith().map(byField::get));
      byField.put(child.field(), tree);
      children.add(tree);
      shape = tree.output();
    }
    if (breaks.contains(children.size())) {
      shape = breakOff(place);
    }
    Shape output = block.forward().isPresent() ? block.output() : shape;
    return new Tree(
        place.path(),
        place.hint(),
        place.inside().prefix(),
        place.sharesPrefix(),
        block.name().toString(),
        block.version(),
        input,
        output,
        leaves,
        0,
        children,
        Optional.of(block.name()));
  }

  // Past a child of which nothing can be made, no shape is known.
  private Shape breakOff(Place place) {
    through.clear();
    if (doubting) {
      place.inside().pour();
    }
    return Shape.unknown();
  }

  private Tree child(ChildModel child, Place parent, Shape input, Optional<Tree> sharedWith) {
    Place place = parent.child(child.name(), hint(child.content()), child.ownPrefix());
    Tree tree = content(child.content(), place, input);
    return sharedWith
        .filter(other -> ownNames(other).equals(ownNames(tree)))
        .map(other -> share(tree, other))
        .orElse(tree);
  }

  private Optional<String> hint(Content content) {
    if (content instanceof OfLayer layer) {
      return Optional.of(layer.layer().spec().hint());
    }
    if (content instanceof OfBlock held) {
      return Optional.of(block(held).hint());
    }
    if (content instanceof Around) {
      return Optional.of(Hint.RESIDUAL);
    }
    return content instanceof Assigned assigned ? assigned.hint() : Optional.of(Hint.SEQUENTIAL);
  }

  private BlockModel block(OfBlock held) {
    return Objects.requireNonNull(blocks.get(held.block()), held.block()::toString);
  }

  private Tree content(Content content, Place place, Shape input) {
    if (content instanceof OfLayer layer) {
      return layer(layer.layer().spec(), place, input);
    }
    if (content instanceof OfBlock held) {
      return block(block(held), place, input);
    }
    if (content instanceof Repeated repeated) {
      return repeated(repeated, place, input);
    }
    if (content instanceof Around around) {
      return around(around, place, input);
    }
    place.inside().pour();
    through.clear();
    return new Tree(
        place.path(),
        place.hint(),
        place.inside().prefix(),
        place.sharesPrefix(),
        "assigned by the constructor",
        BlockModel.FIRST_VERSION,
        input,
        Shape.unknown(),
        List.of(),
        0,
        List.of(),
        Optional.empty());
  }

  private Tree repeated(Repeated repeated, Place place, Shape input) {
    List<Tree> items = new ArrayList<>();
    Shape shape = input;
    for (int i = 0; i < repeated.count(); i++) {
      Place item = place.child(Integer.toString(i), hint(repeated.item()), repeated.itemPrefix());
      Tree tree = content(repeated.item(), item, shape);
      items.add(tree);
      shape = tree.output();
    }
    return new Tree(
        place.path(),
        place.hint(),
        place.inside().prefix(),
        place.sharesPrefix(),
        "Sequential",
        BlockModel.FIRST_VERSION,
        input,
        shape,
        List.of(),
        0,
        items,
        Optional.empty());
  }

  // The body's output has the shape of its input, to which it is added.
  private Tree around(Around around, Place place, Shape input) {
    Place inside = place.child("body", hint(around.item()), Optional.empty());
    Tree body = content(around.item(), inside, input);
    Shape output = input;
    if (body.output().fits(input)) {
      output = input.merge(body.output());
    } else {
      misfit(
          place.path(),
          "Residual",
          "a body whose output has the shape of its input, " + input,
          body.output().toString());
      output = Shape.unknown();
    }
    return new Tree(
        place.path(),
        place.hint(),
        place.inside().prefix(),
        place.sharesPrefix(),
        "Residual",
        BlockModel.FIRST_VERSION,
        input,
        output,
        List.of(),
        0,
        List.of(body),
        Optional.empty());
  }

  private Tree layer(LayerSpec spec, Place place, Shape input) {
    Shape accepted = input;
    Shape output;
    try {
      output = spec.output(input);
    } catch (ShapeMismatchException mismatch) {
      misfit(place.path(), spec.describe(Shape.unknown()), mismatch.expected(), mismatch.found());
      accepted = Shape.unknown();
      output = spec.output(accepted);
    } catch (ArithmeticException overflow) {
      misfit(
          place.path(),
          spec.describe(Shape.unknown()),
          "sizes whose product fits a long",
          input.toString());
      accepted = Shape.unknown();
      output = spec.output(accepted);
    }
    if (output.hasRank()) {
      through.add(place.path() + " " + output);
    }
    List<Leaf> leaves = new ArrayList<>();
    for (ParameterSpec parameter : spec.parameters(accepted)) {
      leaves.add(
          leaf(place, parameter.name(), parameter.shape(), DType.FLOAT32, parameter.trainable()));
    }
    return new Tree(
        place.path(),
        place.hint(),
        place.inside().prefix(),
        place.sharesPrefix(),
        spec.describe(accepted),
        BlockModel.FIRST_VERSION,
        input,
        output,
        leaves,
        multiplyAdds(spec, accepted),
        List.of(),
        Optional.empty());
  }

  private static long multiplyAdds(LayerSpec spec, Shape input) {
    try {
      return spec.multiplyAdds(input);
    } catch (ArithmeticException tooMany) {
      return 0;
    }
  }

  private static Leaf leaf(Place place, String name, Shape shape, DType dtype, boolean trainable) {
    String structural = place.path(name);
    return new Leaf(
        name,
        structural,
        place.inside().prefix().map(prefix -> prefix + name),
        shape,
        dtype,
        trainable,
        structural);
  }

  private static List<String> ownNames(Tree tree) {
    return tree.parameters().stream().map(Leaf::ownName).toList();
  }

  // The parameters stay the other layer's: its names, and what both know of their shapes.
  private Tree share(Tree tree, Tree other) {
    List<Leaf> shared = new ArrayList<>();
    for (Leaf own : tree.parameters()) {
      Leaf of = other.parameters().stream()
          .filter(leaf -> leaf.ownName().equals(own.ownName()))
          .findFirst()
          .orElseThrow();
      Shape shape = of.shape();
      if (shape.fits(own.shape())) {
        shape = shape.merge(own.shape());
      } else {
        misfit(
            own.structuralName(),
            tree.description(),
            of.structuralName() + " " + of.shape(),
            own.shape().toString());
      }
      shared.add(new Leaf(
          own.ownName(),
          own.structuralName(),
          of.name(),
          shape,
          of.dtype(),
          of.trainable(),
          of.identity()));
    }
    return new Tree(
        tree.path(),
        tree.hint(),
        tree.prefix(),
        tree.sharesPrefix(),
        tree.description(),
        tree.version(),
        tree.input(),
        tree.output(),
        shared,
        tree.multiplyAdds(),
        List.of(),
        tree.block());
  }

  private void misfit(String path, String layer, String expected, String found) {
    misfits.add(new Misfit(
        path,
        layer,
        expected,
        found,
        through.isEmpty() ? "nothing" : String.join(" -> ", through)));
    through.clear();
  }
}
