package dev.ashlar.checkpoint;

import dev.ashlar.Parameter;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a load, which all parameters get or none.
 *
 * <p>A parameter without a value takes its new array over when all have been read. One that has a
 * value is written in place, since graphs hold its memory; the old values are
 * {@linkplain KeptArrays kept} until all have been read, so that a failure puts them back.
 */
final class LoadedValues implements AutoCloseable {
  private record New(Parameter parameter, INDArray value) {}

  private final SavedNames file;
  private final boolean mapped;
  private final Workers workers;
  private final List<New> values = new ArrayList<>();
  private final List<Matching.Pair> inPlace = new ArrayList<>();
  private final KeptArrays old = new KeptArrays();
  private boolean isSet;

  private LoadedValues(SavedNames file, boolean mapped, Workers workers) {
    this.file = file;
    this.mapped = mapped;
    this.workers = workers;
  }

  /**
   * Reads the values of all parameters that matched. Those in place are new from here on;
   * {@link #close} puts the old ones back, unless {@link #set} was called.
   *
   * @param mapped whether the file's own pages serve as memory where they can
   * @throws IOException if the file cannot be read
   * @throws MismatchException if two arrays that are one parameter differ
   */
  static LoadedValues read(SavedNames file, Matching matching, boolean mapped) throws IOException {
    long bytes =
        matching.pairs().stream().mapToLong(pair -> pair.array().bytes()).sum();
    LoadedValues values = new LoadedValues(file, mapped, Workers.forBytes(bytes));
    try {
      for (Matching.Pair pair : matching.pairs()) {
        values.requireOneValue(pair);
      }
      values.readAll(matching.pairs());
      return values;
    } catch (IOException | RuntimeException | Error failure) {
      values.closeAfter(failure);
      throw failure;
    }
  }

  // Where the file stores a tied weight once a path, all must be the same.
  private void requireOneValue(Matching.Pair pair) throws IOException {
    for (StoredArray other : pair.arrays().subList(1, pair.arrays().size())) {
      if (!isSame(pair, other)) {
        throw new MismatchException(
            MismatchMessage.untied(file, pair, other), List.of(), List.of());
      }
    }
  }

  private static boolean isSame(Matching.Pair pair, StoredArray other) throws IOException {
    if (pair.array().type() == other.type()) {
      return pair.array().sameElements(other);
    }
    try (INDArray one = newValue(pair, pair.array());
        INDArray two = newValue(pair, other)) {
      return NativeArrays.sameBytes(one, two);
    }
  }

  // First those that can still be thrown away.
  private void readAll(List<Matching.Pair> pairs) throws IOException {
    for (Matching.Pair pair : pairs) {
      if (isInPlace(pair.parameter())) {
        inPlace.add(pair);
      } else {
        workers.add(() -> readNew(pair));
      }
    }
    workers.await();
    CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);
    for (Matching.Pair pair : inPlace) {
      INDArray value = pair.parameter().memory();
      kept = workers.addAfter(kept, () -> old.keep(value)); // one after the other: to one file
      workers.addAfter(kept, () -> NativeArrays.readInto(pair.array(), value));
    }
    workers.await();
  }

  private static boolean isInPlace(Parameter parameter) {
    return parameter.hasValue() && NativeArrays.liesByRows(parameter.memory());
  }

  private void readNew(Matching.Pair pair) throws IOException {
    INDArray value = newValue(pair);
    synchronized (values) {
      values.add(new New(pair.parameter(), value));
    }
  }

  private INDArray newValue(Matching.Pair pair) throws IOException {
    boolean mayMap = mapped
        && !pair.parameter().hasValue()
        && !pair.fit().cast()
        && !pair.fit().reshaped();
    Optional<INDArray> map = mayMap ? NativeArrays.map(pair.array()) : Optional.empty();
    return map.isPresent() ? map.get() : newValue(pair, pair.array());
  }

  // As the parameter takes it: in its type, and in its shape where that is another.
  private static INDArray newValue(Matching.Pair pair, StoredArray array) throws IOException {
    Shape wanted = pair.parameter().shape();
    return NativeArrays.read(
        array, pair.type(), wanted.fits(array.shape()) ? array.shape() : wanted);
  }

  /** Makes it final. */
  void set() {
    for (New value : values) {
      value.parameter().take(value.value());
    }
    values.clear();
    isSet = true;
  }

  /** Frees what is not needed any more; where they were not set, puts the old values back. */
  @Override
  public void close() throws IOException {
    try (workers;
        old) {
      values.forEach(value -> value.value().close());
      if (!isSet) {
        workers.add(old::putBack);
        workers.await();
      }
    } finally {
      inPlace.forEach(pair -> pair.parameter().changed());
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException | RuntimeException | Error alsoFailed) {
      failure.addSuppressed(new CheckpointException(
          "the old values could not be put back: some parameters hold new ones: " + alsoFailed,
          alsoFailed));
    }
  }
}
