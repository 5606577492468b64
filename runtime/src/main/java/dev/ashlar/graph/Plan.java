package dev.ashlar.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph's computation as a list of kernels on memory that was assigned in advance;
 * {@link PlanBuilder} makes it. A run copies the inputs in, runs the kernels, and copies the
 * results out.
 */
final class Plan implements AutoCloseable {
  private final Arena arena;
  private final Closing natives;
  private final Kernel[] kernels;
  private final Input[] inputs;
  private final Result[] results;

  /** Where an input goes: to pointers, to an array, or both. */
  private record Input(
      String name, Movable[] pointers, @Nullable INDArray copied) {}

  /** Gives something back, without fail. */
  @FunctionalInterface
  interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private record Result(String name, INDArray array, boolean dense) {}

  private Plan(Arena arena, Closing natives, Kernel[] kernels, Input[] inputs, Result[] results) {
    this.arena = arena;
    this.natives = natives;
    this.kernels = kernels;
    this.inputs = inputs;
    this.results = results;
  }

  /**
   * Assigns memory and makes the kernels.
   *
   * @param inputs what a run is given, by name
   * @param stages what is to be done, in order
   * @param results what a run gives, by name
   * @param natives what the stages need as long as the plan is there, closed with it
   */
  static Plan of(
      Map<String, Value> inputs, List<Stage> stages, Map<String, Value> results, Closing natives) {
    Placement placement = Placement.of(inputs.values(), stages, results.values());
    Arena arena = new Arena(placement, inputs.values());
    Kernel[] kernels = stages.stream().map(stage -> stage.kernel(arena)).toArray(Kernel[]::new);
    Result[] given = results.entrySet().stream()
        .map(result -> new Result(
            result.getKey(), arena.array(result.getValue()), result.getValue().isDense()))
        .toArray(Result[]::new);
    Input[] taken = inputs.entrySet().stream()
        .map(input -> new Input(
            input.getKey(),
            arena.movables(input.getValue()).toArray(Movable[]::new),
            arena.copied(input.getValue())))
        .toArray(Input[]::new);
    return new Plan(arena, natives, kernels, taken, given);
  }

  /**
   * Computes the results.
   *
   * @param values the inputs by name, each in its input's type and shape, one piece of memory in C
   *     order; others are left aside
   * @return the caller's own arrays by name, in C order
   */
  Map<String, INDArray> run(Map<String, INDArray> values) {
    for (Input input : inputs) {
      take(input, Objects.requireNonNull(values.get(input.name()), input.name()));
    }
    for (Kernel kernel : kernels) {
      kernel.run();
    }
    Map<String, INDArray> copies = new LinkedHashMap<>();
    for (Result result : results) {
      copies.put(result.name(), copy(result));
    }
    return copies;
  }

  private static void take(Input input, INDArray value) {
    if (input.copied() != null) {
      copy(value, input.copied());
    }
    if (input.pointers().length > 0) {
      long address = value.data().addressPointer().address();
      for (Movable pointer : input.pointers()) {
        pointer.moveTo(address);
      }
    }
  }

  private static INDArray copy(Result result) {
    INDArray array = result.array();
    INDArray copy = Nd4j.createUninitializedDetached(array.dataType(), array.shape());
    if (result.dense()) {
      copy(array, copy);
    } else {
      copy.assign(array);
    }
    return copy;
  }

  private static void copy(INDArray from, INDArray to) {
    Pointer.memcpy(
        to.data().addressPointer(),
        from.data().addressPointer(),
        from.length() * from.dataType().width());
  }

  @Override
  public void close() {
    natives.close();
    arena.close();
  }
}
