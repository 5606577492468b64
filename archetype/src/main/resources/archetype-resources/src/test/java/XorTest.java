package ${package};

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class XorTest {
  private final INDArray inputs =
      Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});

  @Test
  void itsFilePredictsTheSame(@TempDir Path folder) {
    NamedXor saved = new NamedXor(Scope.newRoot());
    INDArray expected = Network.of(saved).initialize(42).output(inputs);
    Checkpoint.save(saved, folder.resolve("xor.safetensors"));

    NamedXor loaded = new NamedXor(Scope.newRoot());
    Checkpoint.load(loaded, folder.resolve("xor.safetensors"));

    assertEquals(expected, Network.of(loaded).output(inputs));
  }

  @Test
  void itLearns() {
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});
    Network network = Network.of(new NamedXor(Scope.newRoot())).initialize(42);

    network.fit(Batches.of(inputs, labels, 4), Training.adam(0.05).epochs(200).progress(false));

    int[] classes = network.output(inputs).argMax(1).toIntVector();
    assertArrayEquals(new int[] {0, 1, 1, 0}, classes);
  }
}
