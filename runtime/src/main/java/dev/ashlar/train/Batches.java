package dev.ashlar.train;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Data in memory, batch by batch: the last batch of an epoch may be smaller. Shuffled data comes in
 * another order in every epoch, all of them settled by the seed. Not for use by several threads at
 * once.
 */
public final class Batches implements DataSetIterator, Seekable {
  private static final long serialVersionUID = 1;

  /** The inputs. */
  private final INDArray features;
  /** What the model is to give for them. */
  private final INDArray labels;
  /** How many examples a batch has. */
  private final int batchSize;
  /** Whether every epoch has an order of its own. */
  private final boolean shuffled;
  /** What settles the orders. */
  private final long seed;
  /** The order of this epoch. */
  private final int[] order;
  /** What sees each batch before it is given. */
  private @Nullable DataSetPreProcessor preProcessor;
  /** The number of this epoch. */
  private int epoch;
  /** How many examples of this epoch were given. */
  private int position;

  private Batches(INDArray features, INDArray labels, int batchSize, boolean shuffled, long seed) {
    this.features = Objects.requireNonNull(features, "features");
    this.labels = Objects.requireNonNull(labels, "labels");
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
    this.order = new int[Math.toIntExact(features.size(0))];
    begin();
  }

  /**
   * {@return batches in the order of the data}
   *
   * @param features the inputs; their first dimension is the examples
   * @param labels what the model is to give for them, as many examples
   * @param batchSize at least 1
   */
  public static Batches of(INDArray features, INDArray labels, int batchSize) {
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(labels, "labels");
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, found " + batchSize);
    }
    if (features.size(0) != labels.size(0)) {
      throw new IllegalArgumentException("features and labels must hold as many examples, found "
          + features.size(0) + " and " + labels.size(0));
    }
    return new Batches(features, labels, batchSize, false, 0);
  }

  /**
   * {@return the same data in a random order, another one in every epoch}
   *
   * @param newSeed settles the orders of all epochs
   */
  public Batches shuffled(long newSeed) {
    return new Batches(features, labels, batchSize, true, newSeed);
  }

  private void begin() {
    position = 0;
    Arrays.setAll(order, i -> i);
    if (shuffled) {
      SplittableRandom random = new SplittableRandom(seed + epoch);
      for (int i = order.length - 1; i > 0; i--) { // Fisher and Yates'
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
  }

  @Override
  public DataSet next(int count) {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch is over: call reset()");
    }
    int[] rows = Arrays.copyOfRange(order, position, Math.min(order.length, position + count));
    position += rows.length;
    DataSet batch = new DataSet(pick(features, rows), pick(labels, rows));
    if (preProcessor != null) {
      preProcessor.preProcess(batch);
    }
    return batch;
  }

  private static INDArray pick(INDArray array, int[] rows) {
    long examples = array.size(0);
    long[] shape = array.shape().clone(); // shape() is the array's own
    shape[0] = rows.length;
    return Nd4j.pullRows(array.reshape(examples, array.length() / examples), 1, rows)
        .reshape(shape);
  }

  @Override
  public DataSet next() {
    return next(batchSize);
  }

  @Override
  public boolean hasNext() {
    return position < order.length;
  }

  @Override
  public void reset() {
    epoch++;
    begin();
  }

  @Override
  public void seek(int newEpoch, int batch) {
    epoch = newEpoch;
    begin();
    position = (int) Math.min(order.length, (long) batch * batchSize);
  }

  /** {@return the number of batches in an epoch} */
  public int size() {
    return (order.length + batchSize - 1) / batchSize;
  }

  @Override
  public int batch() {
    return batchSize;
  }

  @Override
  public int inputColumns() {
    return Math.toIntExact(features.size(1));
  }

  @Override
  public int totalOutcomes() {
    return Math.toIntExact(labels.size(1));
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public boolean asyncSupported() {
    return true;
  }

  @Override
  public void setPreProcessor(@Nullable DataSetPreProcessor preProcessor) {
    this.preProcessor = preProcessor;
  }

  @Override
  public @Nullable DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }

  /** No names of classes: null, as ND4J's contract has it. */
  @Override
  public @Nullable List<String> getLabels() {
    return null;
  }
}
