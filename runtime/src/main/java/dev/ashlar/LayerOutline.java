package dev.ashlar;

import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineParameter;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the outline of layers as they are now: with their names if they have a place, with the
 * shapes that a network has seen when it last traced them.
 */
public final class LayerOutline {
  private final Map<Parameter, String> first = new IdentityHashMap<>();

  private LayerOutline() {}

  /**
   * {@return the outline of a model}
   *
   * @param model the model, with or without a place
   */
  public static Outline of(Layer model) {
    return new LayerOutline().outline("", model);
  }

  private Outline outline(String path, Layer layer) {
    Node node = layer.node();
    List<OutlineParameter> parameters = new ArrayList<>();
    node.parameters()
        .forEach((name, parameter) -> parameters.add(parameter(join(path, name), name, parameter)));
    List<Outline> children = new ArrayList<>();
    node.children().forEach((name, child) -> children.add(outline(join(path, name), child)));
    Node.Passage passage = node.passage();
    return new Outline(
        path,
        node.isPlaced() ? Optional.of(node.prefix()) : Optional.empty(),
        Optional.of(node.hint()),
        description(layer),
        node.version(),
        merged(node.input(), passage.input()),
        merged(node.output(), passage.output()),
        parameters,
        passage.multiplyAdds(),
        children);
  }

  // A declaration can be of the sizes in general, and what passed has all of them.
  private static Shape merged(Shape declared, Shape passed) {
    return declared.fits(passed) ? declared.merge(passed) : declared;
  }

  private OutlineParameter parameter(String path, String name, Parameter parameter) {
    String before = first.putIfAbsent(parameter, path);
    return new OutlineParameter(
        name,
        path,
        parameter.isPlaced() ? Optional.of(parameter.name()) : Optional.empty(),
        parameter.shape(),
        parameter.dtype(),
        parameter.isTrained(),
        Optional.ofNullable(before));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  // What the layer prints; of a block, whose children have rows of their own, the class's name.
  private static String description(Layer layer) {
    String text = layer.toString();
    int line = text.indexOf('\n');
    if (line < 0) {
      return text;
    }
    return line > 0 && text.charAt(line - 1) == '('
        ? text.substring(0, line - 1)
        : text.substring(0, line);
  }
}
