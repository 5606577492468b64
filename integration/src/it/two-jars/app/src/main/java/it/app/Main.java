package it.app;

import dev.ashlar.Network;
import java.util.Arrays;
import org.nd4j.linalg.factory.Nd4j;

/** Runs the model once. */
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    NamedModel model = new NamedModel("it_");
    long[] shape = Network.of(model).initialize(1).output(Nd4j.zeros(5, 4)).shape();
    System.out.println("RESULT " + ModelNames.Output.WEIGHT_SHAPE + " " + model.structuralParameters().keySet() + " " + Arrays.toString(shape));
  }
}
