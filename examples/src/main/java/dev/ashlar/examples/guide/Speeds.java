package dev.ashlar.examples.guide;

import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadOptions;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a program does to be fast. */
final class Speeds {
  private Speeds() {}

  static int[] served(Path file, List<INDArray> requests) {
    // @start region="service"
    NamedMlp model = new NamedMlp(Scope.newRoot());
    Checkpoint.load(model, file, LoadOptions.strict().mapped()); // read when used
    try (Network network = Network.of(model)) {
      network.output(Nd4j.zeros(DataType.FLOAT, 1, 64)).close(); // the first call of a shape prepares it
      return requests.parallelStream().mapToInt(request -> { // one network for all threads
        try (INDArray scores = network.output(request)) { // its memory is given back at once
          return scores.argMax(1).getInt(0);
        }
      }).toArray();
    }
    // @end
  }

  /** {@return the largest score of each example, all in one batch} */
  static int[] inOneBatch(Network network, List<INDArray> requests) {
    // @start region="batch"
    INDArray batch = Nd4j.concat(0, requests.toArray(INDArray[]::new));
    int[] classes = network.output(batch).argMax(1).toIntVector();
    // @end
    return classes;
  }
}
