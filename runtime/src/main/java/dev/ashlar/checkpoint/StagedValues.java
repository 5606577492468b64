package dev.ashlar.checkpoint;

import dev.ashlar.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values of a load, all read before the first one is set; closing it frees them. */
final class StagedValues implements AutoCloseable {
  private record Staged(Parameter parameter, INDArray value) {}

  private final List<Staged> values = new ArrayList<>();

  private StagedValues() {}

  /**
   * Reads the values of all parameters that matched.
   *
   * @throws CheckpointException if the file cannot be read, or two arrays that are one parameter
   *     differ
   */
  static StagedValues read(SafetensorsReader reader, FileIndex file, Matching matching) {
    StagedValues staged = new StagedValues();
    try {
      matching.pairs().forEach(pair -> staged.read(reader, file, pair));
      return staged;
    } catch (RuntimeException | Error failure) {
      staged.close();
      throw failure;
    }
  }

  private void read(SafetensorsReader reader, FileIndex file, Matching.Pair pair) {
    INDArray value = reader.read(pair.entry());
    values.add(new Staged(pair.parameter(), value));
    for (TensorEntry other : pair.entries().subList(1, pair.entries().size())) {
      try (INDArray twin = reader.read(other)) {
        if (!ArrayMemory.reading(value).equalTo(ArrayMemory.reading(twin))) {
          throw new MismatchException(
              MismatchMessage.untied(file, pair, other), List.of(), List.of());
        }
      }
    }
  }

  /** Gives each parameter its value; what has been set is freed at once. */
  void set() {
    while (!values.isEmpty()) {
      Staged last = values.remove(values.size() - 1);
      try (INDArray value = last.value()) {
        last.parameter().set(value);
      }
    }
  }

  @Override
  public void close() {
    values.forEach(staged -> staged.value().close());
  }
}
