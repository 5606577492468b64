package dev.ashlar.train;

import dev.ashlar.shape.ShapeMismatchException;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Data batch by batch, from either kind of iterator, with the place of what is wrong in errors. */
final class BatchSource {
  private final Iterator<?> iterator;
  private final Function<Object, Batch> batches;
  private final boolean resetSupported;
  private final Runnable reset;
  private int resets;
  private String name = "the data";
  private boolean isEvaluated; // read once, in no epoch
  private int epoch;
  private int batch;

  private BatchSource(
      Iterator<?> iterator,
      Function<Object, Batch> batches,
      boolean resetSupported,
      Runnable reset) {
    this.iterator = iterator;
    this.batches = batches;
    this.resetSupported = resetSupported;
    this.reset = reset;
  }

  static BatchSource of(DataSetIterator data) {
    requireData(data);
    return new BatchSource(
        data, next -> Batch.of((DataSet) next), data.resetSupported(), data::reset);
  }

  static BatchSource of(MultiDataSetIterator data) {
    requireData(data);
    return new BatchSource(
        data, next -> Batch.of((MultiDataSet) next), data.resetSupported(), data::reset);
  }

  private static void requireData(@Nullable Object data) {
    if (data == null) {
      throw new IllegalArgumentException("expected data, found null for its iterator");
    }
  }

  /** The same data, called in errors what it is. */
  BatchSource asValidation() {
    name = "the validation data";
    return this;
  }

  /** Whether it can be read more than once. */
  boolean isRepeatable() {
    return resetSupported;
  }

  /**
   * Goes to the beginning, for an evaluation.
   *
   * @throws IllegalArgumentException if there is no batch
   */
  void begin() {
    isEvaluated = true;
    seek(0, 0, 0);
    if (!hasNext()) {
      throw new IllegalArgumentException(name + " is empty: its iterator gave no batch");
    }
  }

  /**
   * Goes to a place.
   *
   * @param newEpoch which epoch of the training, from 0
   * @param since how many epochs this data has been read, from its beginning
   * @param newBatch how many batches come before
   * @throws IllegalArgumentException if the data ends before
   */
  void seek(int newEpoch, int since, int newBatch) {
    epoch = newEpoch;
    batch = newBatch;
    if (iterator instanceof Seekable seekable) {
      seekable.seek(newEpoch, newBatch);
      return;
    }
    while (resetSupported && resets <= since) { // a reset may shuffle, so none is left out
      reset.run();
      resets++;
    }
    for (int i = 0; i < newBatch; i++) {
      if (!iterator.hasNext()) {
        throw new IllegalArgumentException("the training stopped after batch " + newBatch
            + " of epoch " + (epoch + 1) + ", but the data ends after batch " + i
            + ": resume with the data that it began with");
      }
      iterator.next();
    }
  }

  boolean hasNext() {
    return iterator.hasNext();
  }

  /**
   * The next batch, made use of.
   *
   * @throws IllegalArgumentException if the batch does not fit; the message tells which one it is
   */
  <T> T next(Function<Batch, T> use) {
    batch++;
    Object next = iterator.next();
    if (next == null) {
      throw new IllegalArgumentException("the data's iterator gave null for a batch; " + place());
    }
    try {
      return use.apply(batches.apply(next));
    } catch (ShapeMismatchException misfit) {
      throw misfit.given(place());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(refused.getMessage() + "; " + place(), refused);
    }
  }

  private String place() {
    return "in batch " + batch + " of " + (isEvaluated ? name : "epoch " + (epoch + 1));
  }
}
