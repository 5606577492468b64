package ${package};

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class XorTest {
  @Test
  void itsParametersKeepTheirNames() {
    NamedXor xor = new NamedXor(Scope.newRoot());

    assertEquals(
        List.of("hidden.weight", "hidden.bias", "output.weight", "output.bias"),
        List.copyOf(xor.structuralParameters().keySet()));
  }

  @Test
  void itLearns() {
    INDArray inputs = Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});
    Network network = Network.of(new NamedXor(Scope.newRoot())).initialize(42);

    network.fit(Batches.of(inputs, labels, 4), Training.adam(0.05).epochs(200).progress(false));

    int[] classes = network.output(inputs).argMax(1).toIntVector();
    assertArrayEquals(new int[] {0, 1, 1, 0}, classes);
  }
}
