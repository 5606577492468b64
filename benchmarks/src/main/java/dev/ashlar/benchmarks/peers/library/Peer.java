package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import java.util.Optional;

/** A library, as it is used when speed counts. */
public interface Peer {

  /**
   * Makes all that can be made before the first run: the model with its values, the inputs in the
   * library's own memory.
   *
   * @param directory where the values' files are, {@code MODEL.weights}, and ONNX's,
   *     {@code MODEL.onnx}
   * @param threads how many threads to compute with
   * @return empty if the library cannot do it, or this benchmark does not say how
   */
  Optional<Work> prepare(Task task, Path directory, int threads) throws Exception;
}
