package dev.ashlar.benchmarks.processor;

import java.util.ArrayList;
import java.util.List;

/** What was measured of one project: a pair of figures a round, with the processor and without. */
final class Figures {
  private final List<Double> processing = new ArrayList<>();
  private final List<Double> written = new ArrayList<>();

  void add(double withProcessor, double withoutProcessor) {
    processing.add(withProcessor);
    written.add(withoutProcessor);
  }

  double processing() {
    return median(processing);
  }

  double written() {
    return median(written);
  }

  /** The median of the differences of each round. */
  double above() {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < processing.size(); i++) {
      differences.add(processing.get(i) - written.get(i));
    }
    return median(differences);
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
