package ${package};

import dev.ashlar.Network;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.train.Batches;
import dev.ashlar.train.History;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a network, saves it, and lets a second one predict from the file. */
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    INDArray inputs = Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});

    NamedXor xor = new NamedXor("xor_");
    Network network = Network.of(xor).initialize(42);
    System.out.println(network.summary());
    History history =
        network.fit(Batches.of(inputs, labels, 4), Training.adam(0.05).epochs(200));
    System.out.println("loss at the end: " + history.lastLoss());

    Path file = Path.of("target", "xor.safetensors");
    Checkpoint.save(xor, file);
    NamedXor second = new NamedXor();
    System.out.println(Checkpoint.load(second, file));
    System.out.println(Network.of(second).probabilities(inputs));
  }
}
