package dev.ashlar.examples;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.MismatchException;
import dev.ashlar.examples.zoo.AlexNetNames;
import dev.ashlar.examples.zoo.NamedAlexNet;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** Gluon's tutorial on names, step by step: the names printed are the same. */
public final class NamingTutorial {
  private static final long SEED = 1;

  private final PrintStream out;
  private final Scope root = Scope.newRoot(); // a root of one's own: the numbers begin at 0, whoever else makes layers

  NamingTutorial(PrintStream out) {
    this.out = out;
  }

  /** Runs the tutorial. */
  public static void main(String[] arguments) throws IOException {
    new NamingTutorial(System.out).run();
  }

  void run() throws IOException {
    Path folder = Files.createTempDirectory("naming");
    Path file = folder.resolve("model.safetensors");
    try {
      layers();
      models(file);
      sequential();
      container();
      replacing();
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** A model with a computation of its own. Its children are named in its own scope. */
  @Block(input = 20)
  public abstract static class Model {
    @Child @Dense(units = 20) Layer dense0;
    @Child @Dense(units = 20) Layer dense1;
    @Child(prefix = "mydense_") @Dense(units = 20) Layer mydense;

    SDVariable forward(SDVariable x) {
      return relu(mydense.forward(relu(dense1.forward(relu(dense0.forward(x))))));
    }

    private static SDVariable relu(SDVariable x) {
      return x.getSameDiff().nn().relu(x, 0);
    }
  }

  private void layers() {
    out.println("A layer with a prefix of its own: its name is the prefix without the last underscore");
    DenseLayer mydense = root.named("mydense_").add(dense(100));
    out.println(mydense.prefix());
    out.println(mydense.name());

    out.println("Without one, the next automatic prefix is taken");
    DenseLayer dense0 = root.add(dense(100));
    out.println(dense0.prefix());
    DenseLayer dense1 = root.add(dense(100));
    out.println(dense1.prefix());

    out.println("A parameter's name begins with its layer's prefix");
    out.println(dense0.collectParameters());
  }

  private void models(Path file) {
    out.println("The inside of a model is named in the model's scope");
    NamedNamingTutorial_Model model0 = new NamedNamingTutorial_Model(root);
    out.println(model0.prefix());
    out.println(model0.dense0().prefix());
    out.println(model0.dense1().prefix());
    out.println(model0.mydense().prefix());

    out.println("The inside of a second one has the same names, under another prefix");
    NamedNamingTutorial_Model model1 = new NamedNamingTutorial_Model(root);
    out.println(model1.prefix());
    out.println(model1.dense0().prefix());
    out.println(model1.dense1().prefix());
    out.println(model1.mydense().prefix());
    out.println(model1.collectParameters());

    out.println("By name, the file of one does not fit the other");
    Network.of(model0).initialize(SEED).output(Nd4j.zeros(1, 20));
    Checkpoint.saveByName(model0, file);
    try {
      Checkpoint.loadByName(model1, file);
      throw new IllegalStateException("loaded, though the names differ");
    } catch (MismatchException mismatch) {
      out.println(mismatch.getMessage());
    }

    out.println("By structure, it does");
    Checkpoint.save(model0, file);
    out.println(Checkpoint.load(model1, file));
    out.println(Checkpoint.keys(file));
  }

  private void sequential() {
    out.println("A container names its layers in its scope");
    Sequential<Layer> net = new Sequential<>(root);
    net.add(dense(20));
    net.add(dense(20));
    out.println(net.prefix());
    net.forEach(layer -> out.println(layer.prefix()));
    out.println(net.structuralParameters().keySet());
  }

  private void container() {
    out.println("A container of two models of one kind");
    Sequential<NamedAlexNet> net = new Sequential<>(root.named("container_"));
    net.add(NamedAlexNet.unplaced());
    net.add(NamedAlexNet.unplaced());
    out.println(net.prefix());
    net.forEach(alexnet -> out.println(alexnet.prefix() + " " + alexnet.output().prefix()));
  }

  private void replacing() {
    out.println("A new output layer takes the next free name: counters never go back");
    NamedAlexNet alexnet = new NamedAlexNet(root);
    out.println(alexnet.output().prefix());
    alexnet.replaceOutput(dense(10));
    out.println(alexnet.output().prefix());
    alexnet.replaceOutput("new_", dense(10));
    out.println(alexnet.output().prefix());
    out.println(AlexNetNames.Output.PREFIX + " is what the compiler knows of it, before it is replaced");
  }
}
