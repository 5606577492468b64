package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph's computation as a list of kernels on memory that was assigned in advance;
 * {@link PlanBuilder} makes it. A run points the kernels to the inputs, or copies these in, and
 * runs the kernels; the results stay until the next run.
 */
final class Plan implements AutoCloseable {
  private final Arena arena;
  private final Closing natives;
  private final Threads threads;
  private final Kernel[] kernels;
  private final Input[] inputs;
  private final List<String> names; // of the results
  private final Result[] results;

  /** Where an input goes: to pointers, to an array, or both. */
  private record Input(
      String name,
      Movable[] pointers,
      @Nullable INDArray copied,
      @Nullable Pointer copy) {}

  /** Gives something back, without fail. */
  @FunctionalInterface
  interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private Plan(
      Threads threads,
      Arena arena,
      Closing natives,
      Kernel[] kernels,
      Input[] inputs,
      List<String> names,
      Result[] results) {
    this.arena = arena;
    this.natives = natives;
    this.threads = threads;
    this.kernels = kernels;
    this.inputs = inputs;
    this.names = names;
    this.results = results;
  }

  /**
   * Assigns memory and makes the kernels.
   *
   * @param threads who shares the work of a run
   * @param inputs what a run is given, by name
   * @param stages what is to be done, in order
   * @param results what a run gives, by name
   * @param natives what the stages need as long as the plan is there, closed with it
   */
  static Plan of(
      Threads threads,
      Map<String, Value> inputs,
      List<Stage> stages,
      Map<String, Value> results,
      Closing natives) {
    Placement placement = Placement.of(inputs.values(), stages, results.values());
    Arena arena = new Arena(placement, inputs.values());
    Kernel[] kernels = kernels(stages, arena, threads == Threads.OPENMP);
    Set<Value> given = Collections.newSetFromMap(new IdentityHashMap<>());
    given.addAll(inputs.values());
    Result[] computed = results.values().stream()
        .map(value ->
            new Result(arena.array(value), value.fixed() == null && given.add(value.root())))
        .toArray(Result[]::new);
    Input[] taken = inputs.entrySet().stream()
        .map(input -> input(input.getKey(), input.getValue(), arena))
        .toArray(Input[]::new);
    return new Plan(
        threads, arena, natives, kernels, taken, List.copyOf(results.keySet()), computed);
  }

  private static Kernel[] kernels(List<Stage> stages, Arena arena, boolean hasThreads) {
    List<Kernel> kernels = new ArrayList<>();
    boolean alone = false;
    for (Stage stage : stages) {
      Kernel kernel = stage.kernel(arena);
      if (hasThreads && !alone && stage.isAlone()) {
        alone = true;
        kernels.add(Threads::one);
      } else if (alone && stage.isShared()) {
        alone = false;
        kernels.add(Threads::all);
      }
      kernels.add(kernel);
    }
    if (alone) {
      kernels.add(Threads::all); // as the next run expects it
    }
    return kernels.toArray(Kernel[]::new);
  }

  private static Input input(String name, Value value, Arena arena) {
    INDArray copied = arena.copied(value);
    return new Input(
        name,
        arena.movables(value).toArray(Movable[]::new),
        copied,
        copied == null ? null : copied.data().addressPointer());
  }

  /** How many bytes it keeps outside Java's heap. */
  long bytes() {
    return arena.bytes();
  }

  /** The names of the inputs. */
  List<String> inputs() {
    return Arrays.stream(inputs).map(Input::name).toList();
  }

  /**
   * Computes the results.
   *
   * @param values among others the inputs, each in its input's type and shape, one piece of memory
   *     in C order
   * @param places where each input is among the values
   */
  void run(INDArray[] values, int[] places) {
    threads.enter();
    try {
      for (int i = 0; i < inputs.length; i++) {
        take(inputs[i], values[places[i]]);
      }
      for (Kernel kernel : kernels) {
        kernel.run();
      }
    } finally {
      Threads.leave();
    }
  }

  /** What the last run has computed, in the order in which it was asked for. */
  Result result(int index) {
    return results[index];
  }

  /**
   * Computes the results.
   *
   * @param values the inputs by name, others are left aside
   * @return the caller's own arrays by name, in C order
   */
  Map<String, INDArray> run(Map<String, INDArray> values) {
    INDArray[] taken = new INDArray[inputs.length];
    Arrays.setAll(
        taken, i -> Objects.requireNonNull(values.get(inputs[i].name()), inputs[i].name()));
    run(taken, IntStream.range(0, taken.length).toArray());
    Map<String, INDArray> copies = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      copies.put(names.get(i), results[i].copy());
    }
    return copies;
  }

  private static void take(Input input, INDArray value) {
    if (input.copy() != null) {
      Pointer.memcpy(
          input.copy(),
          Vectors.pointer(value.data()),
          value.length() * value.dataType().width());
    }
    if (input.pointers().length > 0) {
      long address = address(value.data());
      for (Movable pointer : input.pointers()) {
        pointer.moveTo(address);
      }
    }
  }

  /** Where the elements are; ND4J asks its native library, which only a view needs. */
  private static long address(DataBuffer data) {
    return data.originalDataBuffer() == null && data.offset() == 0
        ? data.address()
        : data.addressPointer().address();
  }

  @Override
  public void close() {
    natives.close();
    arena.close();
  }
}
