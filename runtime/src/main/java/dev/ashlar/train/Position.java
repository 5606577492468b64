package dev.ashlar.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a training has come. It is written to and read from the facts of a {@link Snapshot}. */
final class Position {
  private static final String FORMAT = "1";
  private static final String VALIDATION = "validation.";

  /** How many epochs are over. */
  int epoch;

  /** In which epoch the current call of {@code fit} began, and so its data. */
  int firstEpoch;

  /** How many batches of the current epoch are over. */
  int batch;

  /** How many steps there have been. */
  int iteration;

  /** How many examples the current epoch has had. */
  long examples;

  /** The current epoch's loss so far. */
  Mean loss = new Mean();

  /** The epochs of the current call of {@code fit} that are over. */
  final List<EpochReport> epochs = new ArrayList<>();

  void beginEpoch() {
    batch = 0;
    examples = 0;
    loss = new Mean();
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("format", FORMAT);
    facts.put("epoch", Integer.toString(epoch));
    facts.put("firstEpoch", Integer.toString(firstEpoch));
    facts.put("batch", Integer.toString(batch));
    facts.put("iteration", Integer.toString(iteration));
    facts.put("examples", Long.toString(examples));
    facts.put("loss.sum", Double.toString(loss.sum()));
    facts.put("loss.count", Double.toString(loss.count()));
    facts.put("epochs", Integer.toString(epochs.size()));
    for (int i = 0; i < epochs.size(); i++) {
      EpochReport report = epochs.get(i);
      String key = "epochs." + i + ".";
      facts.put(key + "epoch", Integer.toString(report.epoch()));
      facts.put(key + "epochs", Integer.toString(report.epochs()));
      facts.put(key + "steps", Integer.toString(report.steps()));
      facts.put(key + "examples", Long.toString(report.examples()));
      facts.put(key + "loss", Double.toString(report.loss()));
      facts.put(key + "rate", Double.toString(report.rate()));
      facts.put(key + "names", String.join("\n", report.validation().keySet()));
      report
          .validation()
          .forEach((name, value) -> facts.put(key + VALIDATION + name, Double.toString(value)));
    }
    return facts;
  }

  /**
   * The position that facts tell.
   *
   * @throws IllegalArgumentException if one is missing or no number
   */
  static Position of(Map<String, String> facts) {
    Facts read = new Facts(facts);
    String format = read.word("format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "the snapshot has the format " + format + "; this version resumes format " + FORMAT);
    }
    Position position = new Position();
    position.epoch = read.whole("epoch");
    position.firstEpoch = read.whole("firstEpoch");
    position.batch = read.whole("batch");
    position.iteration = read.whole("iteration");
    position.examples = read.whole("examples");
    position.loss = new Mean(read.number("loss.sum"), read.number("loss.count"));
    int count = read.whole("epochs");
    for (int i = 0; i < count; i++) {
      String key = "epochs." + i + ".";
      Map<String, Double> validation = new LinkedHashMap<>();
      read.word(key + "names")
          .lines()
          .forEach(name -> validation.put(name, read.number(key + VALIDATION + name)));
      position.epochs.add(new EpochReport(
          read.whole(key + "epoch"),
          read.whole(key + "epochs"),
          read.whole(key + "steps"),
          read.whole(key + "examples"),
          read.number(key + "loss"),
          read.number(key + "rate"),
          validation));
    }
    return position;
  }
}
