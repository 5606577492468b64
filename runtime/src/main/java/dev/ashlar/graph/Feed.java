package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a graph's placeholders for one run: the model's inputs, those of them that are
 * indices, what the objective needs besides, and random masks.
 */
final class Feed implements AutoCloseable {
  private final List<Place> inputs = new ArrayList<>();
  private final List<Place> targets = new ArrayList<>();
  private final List<Tracing.Mask> masks;
  private final List<RandomMask> drawn = new ArrayList<>(); // of the masks; none before a step
  private volatile long bytes; // of the drawn ones, for any thread
  private final List<String> names = new ArrayList<>();
  private final INDArray[] arrays;

  /**
   * A placeholder.
   *
   * @param input what it takes
   * @param sizes its shape
   * @param what what it is, for messages
   * @param indices what the same numbers must be where they are indices too; null: they are not
   */
  private record Place(
      Graph.Input input,
      long[] sizes,
      String what,
      @Nullable List<Indices> indices) {
    /** Whether it takes an array as it is. */
    boolean takes(@Nullable INDArray value) {
      return value != null
          && !value.wasClosed()
          && value.dataType() == input.dtype()
          && Arrays.equals(sizes, value.shape());
    }

    /** The array in the placeholder's type, as one piece of memory in C order. */
    INDArray fitting(INDArray value) {
      if (!Arrays.equals(sizes, value.shape())) {
        throw new ShapeMismatchException(
                input.shape().toString(), Shape.of(value.shape()).toString())
            .at(what);
      }
      Garbage.OF_PROCESS.passed(value);
      INDArray typed = value.dataType() == input.dtype() ? value : value.castTo(input.dtype());
      INDArray fitting = Value.isDense(typed) ? typed : typed.dup('c');
      if (fitting != value) {
        Garbage.OF_PROCESS.passed(fitting);
      }
      return fitting;
    }
  }

  /**
   * Nothing fed yet.
   *
   * @param inputs the model's inputs
   * @param further what the objective needs besides, by the names in the graph
   */
  Feed(Tracing tracing, List<Graph.Input> inputs, Map<String, Graph.Input> further) {
    for (Graph.Input input : inputs) {
      String asIndices = tracing.indexInputs().get(input.name());
      add(
          this.inputs,
          input.name(),
          input,
          "the input '" + input.name() + "'",
          asIndices == null ? null : tracing.indices().get(asIndices));
      if (asIndices != null) {
        names.add(asIndices);
      }
    }
    further.forEach((name, input) -> add(targets, name, input, "the " + input.name(), null));
    names.addAll(tracing.masks().keySet());
    masks = List.copyOf(tracing.masks().values());
    arrays = new INDArray[names.size()];
  }

  private void add(
      List<Place> places,
      String name,
      Graph.Input input,
      String what,
      @Nullable List<Indices> indices) {
    places.add(new Place(input, input.shape().sizes(), what, indices));
    names.add(name);
  }

  /** The placeholders' names in their order. */
  List<String> names() {
    return names;
  }

  /** Whether these are arrays that the model's inputs take as they are. */
  boolean takes(INDArray... values) {
    if (values.length != inputs.size()) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!inputs.get(i).takes(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are arrays that the model's inputs take as they are. */
  boolean takes(List<INDArray> values) {
    if (values.size() != inputs.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!inputs.get(i).takes(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The model's inputs alone.
   *
   * @return all values in the order of the names, until the next call
   */
  INDArray[] of(INDArray... values) {
    if (values.length != inputs.size()) {
      throw new IllegalArgumentException(
          "expected " + inputs.size() + " inputs, found " + values.length);
    }
    int place = 0;
    for (int i = 0; i < values.length; i++) {
      Place input = inputs.get(i);
      arrays[place++] = input.fitting(values[i]);
      if (input.indices() != null) {
        INDArray checked = values[i];
        for (Indices each : input.indices()) {
          checked = each.checked(values[i]);
        }
        arrays[place++] = checked;
      }
    }
    return arrays;
  }

  /**
   * The model's inputs, and what the objective needs besides.
   *
   * @return all values in the order of the names, until the next call
   */
  INDArray[] of(List<INDArray> further, INDArray... values) {
    if (further.size() != targets.size()) {
      throw new IllegalArgumentException("expected " + targets.size()
          + " further inputs, such as labels, found " + further.size());
    }
    of(values);
    int place = arrays.length - masks.size() - targets.size();
    for (int i = 0; i < targets.size(); i++) {
      arrays[place + i] = targets.get(i).fitting(further.get(i));
    }
    return arrays;
  }

  /** The same, and masks that are drawn anew. */
  INDArray[] of(RandomGenerator random, List<INDArray> further, INDArray... values) {
    of(further, values);
    if (drawn.size() < masks.size()) {
      masks.forEach(mask -> drawn.add(new RandomMask(mask)));
      bytes = masks.stream()
          .mapToLong(mask -> mask.shape().elements() * mask.dtype().width())
          .sum();
    }
    for (int i = 0; i < drawn.size(); i++) { // without an iterator
      arrays[arrays.length - drawn.size() + i] = drawn.get(i).drawn(random);
    }
    return arrays;
  }

  /** How many bytes the masks keep outside Java's heap, for any thread. */
  long bytes() {
    return bytes;
  }

  /** Forgets the arrays, which are their callers'. */
  void clear() {
    Arrays.fill(arrays, null);
  }

  @Override
  public void close() {
    drawn.forEach(RandomMask::close);
    drawn.clear();
    bytes = 0;
  }
}
