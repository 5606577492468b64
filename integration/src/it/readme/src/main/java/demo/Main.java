package demo;

import dev.ashlar.Network;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class Main {
  public static void main(String[] arguments) {
    INDArray inputs = Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});

    NamedXor xor = new NamedXor("xor_");
    Network network = Network.of(xor).initialize(42);
    network.fit(Batches.of(inputs, labels, 4), Training.adam(0.05).epochs(200));
    System.out.println(network.probabilities(inputs));

    Checkpoint.save(xor, Path.of("xor.safetensors"));
    NamedXor second = new NamedXor();
    System.out.println(Checkpoint.load(second, Path.of("xor.safetensors")));
    System.out.println(Network.of(second).probabilities(inputs));
    System.out.println(XorNames.Hidden.WEIGHT_PATH + " of " + second.hidden().name());
  }
}
