package dev.ashlar;

import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Data for tests: given batches, again and again, or only once. */
public final class DataSets implements DataSetIterator {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // iterators are serializable in name only
  private final List<DataSet> batches;

  private final boolean resetSupported;
  private transient Iterator<DataSet> rest;

  private DataSets(List<DataSet> batches, boolean resetSupported) {
    this.batches = batches;
    this.resetSupported = resetSupported;
    this.rest = batches.iterator();
  }

  public static DataSets of(DataSet... batches) {
    return new DataSets(List.of(batches), true);
  }

  public static DataSets once(DataSet... batches) {
    return new DataSets(List.of(batches), false);
  }

  @Override
  public boolean hasNext() {
    return rest.hasNext();
  }

  @Override
  public DataSet next() {
    return rest.next();
  }

  @Override
  public boolean resetSupported() {
    return resetSupported;
  }

  @Override
  public void reset() {
    if (!resetSupported) {
      throw new UnsupportedOperationException("only once");
    }
    rest = batches.iterator();
  }

  @Override
  public DataSet next(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int inputColumns() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int totalOutcomes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException();
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
