package dev.ashlar.examples.guide;

import static dev.ashlar.layer.Activation.RELU;
import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadOptions;
import dev.ashlar.checkpoint.LoadReport;
import dev.ashlar.layer.Dense;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files of parameters, and what is done with them. */
final class Checkpoints {
  private Checkpoints() {}

  /** What the model was before its last layer got another name. */
  @Block(input = 64)
  abstract static class Older {
    @Child @Dense(units = 128, activation = RELU) Layer hidden;
    @Child @Dense(units = 64, activation = RELU) Layer middle;
    @Child @Dense(units = 10) Layer head;
  }

  static LoadReport saveAndLoad(Path file) {
    NamedMlp model = new NamedMlp("digits_");
    Network.of(model).initialize(42);
    // @start region="save"
    Checkpoint.save(model, file); // hidden.weight, hidden.bias, …
    NamedMlp other = new NamedMlp();
    LoadReport report = Checkpoint.load(other, file);
    // @end
    return report;
  }

  static List<String> byName(Path file) {
    NamedMlp model = new NamedMlp("digits_");
    Network.of(model).initialize(42);
    // @start region="names"
    Checkpoint.saveByName(model, file);
    List<String> keys = Checkpoint.keys(file); // digits_dense0_weight, …
    // @end
    return keys;
  }

  static LoadReport renamed(NamedMlp model, Path file) {
    // @start region="options"
    LoadReport report = Checkpoint.load(model, file, LoadOptions.strict()
        .rename(Map.of("head.weight", "output.weight", "head.bias", "output.bias"))
        .ignoreExtra());
    // @end
    return report;
  }

  static Network tuned(NamedMlp model, Path file, Batches batches) {
    // @start region="tune"
    model.replaceOutput("new_", dense(3)); // a new head
    Network network = Network.of(model).initialize(42);
    Checkpoint.load(model, file, LoadOptions.strict().leaveOut("output").ignoreExtra());
    network.freeze("hidden", "middle");
    network.fit(batches, Training.adam(1e-2).epochs(10).progress(false));
    // @end
    return network;
  }
}
