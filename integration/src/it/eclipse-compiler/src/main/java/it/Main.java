package it;

import dev.ashlar.Network;
import java.util.Arrays;
import org.nd4j.linalg.factory.Nd4j;

/** Runs the model once, and prints what the compiler and the run know of it. */
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    NamedModel model = new NamedModel("it_");
    long[] shape = Network.of(model).initialize(1).output(Nd4j.zeros(5, 4)).shape();
    System.out.println("RESULT " + ModelNames.Hidden.WEIGHT_PATH + " " + model.output().name() + " " + Arrays.toString(shape));
  }
}
