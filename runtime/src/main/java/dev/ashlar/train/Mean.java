package dev.ashlar.train;

/** A mean over examples, of means over batches. */
final class Mean {
  private double sum;
  private double count;

  Mean() {}

  /** A mean that goes on. */
  Mean(double sum, double count) {
    this.sum = sum;
    this.count = count;
  }

  void add(double mean, double examples) {
    sum += mean * examples;
    count += examples;
  }

  /** The mean; 0 of nothing, as where all is masked. */
  double value() {
    return count == 0 ? 0 : sum / count;
  }

  double sum() {
    return sum;
  }

  double count() {
    return count;
  }
}
