package dev.ashlar.checkpoint;

import dev.ashlar.Parameter;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values of a load, all read before the first one is set; closing it frees them. */
final class StagedValues implements AutoCloseable {
  private record Staged(Parameter parameter, INDArray value) {}

  private final List<Staged> values = new ArrayList<>();
  private final SavedNames file;
  private final boolean mapped;

  private StagedValues(SavedNames file, boolean mapped) {
    this.file = file;
    this.mapped = mapped;
  }

  /**
   * Reads the values of all parameters that matched.
   *
   * @param mapped whether the file's own pages serve as memory where they can
   * @throws IOException if the file cannot be read
   * @throws MismatchException if two arrays that are one parameter differ
   */
  static StagedValues read(SavedNames file, Matching matching, boolean mapped) throws IOException {
    StagedValues staged = new StagedValues(file, mapped);
    try {
      for (Matching.Pair pair : matching.pairs()) {
        staged.read(pair);
      }
      return staged;
    } catch (IOException | RuntimeException | Error failure) {
      staged.close();
      throw failure;
    }
  }

  private void read(Matching.Pair pair) throws IOException {
    INDArray value = value(pair, pair.array());
    values.add(new Staged(pair.parameter(), value));
    for (StoredArray other : pair.arrays().subList(1, pair.arrays().size())) {
      try (INDArray twin = value(pair, other)) {
        if (!NativeArrays.sameBytes(value, twin)) {
          throw new MismatchException(
              MismatchMessage.untied(file, pair, other), List.of(), List.of());
        }
      }
    }
  }

  // As the parameter takes it: in its type, and in its shape where that is another.
  private INDArray value(Matching.Pair pair, StoredArray array) throws IOException {
    INDArray read = readOrMap(pair, array);
    if (array.type() != pair.type()) {
      try (INDArray other = read) {
        read = other.castTo(NativeArrays.dataType(pair.type()).orElseThrow());
      }
    }
    Shape wanted = pair.parameter().shape();
    return wanted.fits(array.shape()) ? read : read.reshape('c', wanted.sizes());
  }

  private INDArray readOrMap(Matching.Pair pair, StoredArray array) throws IOException {
    boolean mayMap = mapped
        && !pair.parameter().hasValue()
        && !pair.fit().cast()
        && !pair.fit().reshaped();
    Optional<INDArray> map = mayMap ? NativeArrays.map(array) : Optional.empty();
    return map.isPresent() ? map.get() : NativeArrays.read(array);
  }

  /** Gives each parameter its value; what has been copied is freed at once. */
  void set() {
    while (!values.isEmpty()) {
      Staged last = values.remove(values.size() - 1);
      last.parameter().take(last.value());
    }
  }

  @Override
  public void close() {
    values.forEach(staged -> staged.value().close());
  }
}
