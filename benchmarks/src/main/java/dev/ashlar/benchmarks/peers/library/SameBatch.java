package dev.ashlar.benchmarks.peers.library;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** One batch, so many times. */
final class SameBatch implements DataSetIterator {
  private static final long serialVersionUID = 1;

  private final transient DataSet batch;
  private final int times;
  private int given;

  SameBatch(DataSet batch, int times) {
    this.batch = batch;
    this.times = times;
  }

  @Override
  public boolean hasNext() {
    return given < times;
  }

  @Override
  public DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given++;
    return batch;
  }

  @Override
  public DataSet next(int size) {
    return next();
  }

  @Override
  public void reset() {
    given = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    return batch.numExamples();
  }

  @Override
  public int inputColumns() {
    return batch.numInputs();
  }

  @Override
  public int totalOutcomes() {
    return batch.numOutcomes();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException("the batch is ready");
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return null;
  }

  @Override
  public List<String> getLabels() {
    return null;
  }
}
