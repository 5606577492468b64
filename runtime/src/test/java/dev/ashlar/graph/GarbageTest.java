package dev.ashlar.graph;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Training;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

class GarbageTest {
  private static final int KILOBYTE = 1 << 10;
  private static final long LEAST = 80 * KILOBYTE; // ten arrays make a sample

  private long heap;
  private long process = 1000 * KILOBYTE;
  private int collections;
  private final Garbage garbage = new Garbage(LEAST, () -> heap, () -> process, () -> {
    collections++;
    System.gc();
  });

  private static INDArray array() {
    return Nd4j.createUninitializedDetached(DataType.FLOAT, KILOBYTE / 4);
  }

  private static INDArray large() {
    return Nd4j.createUninitializedDetached(DataType.FLOAT, LEAST / 4);
  }

  private static List<INDArray> arrays(int count) {
    return Stream.generate(GarbageTest::array).limit(count).toList();
  }

  private void pass(int count) {
    for (int i = 0; i < count; i++) {
      garbage.passed(array());
    }
  }

  @Test
  void aCollectionIsCalledForWhenEnoughArraysHaveComeBy() {
    pass(60);
    assertThat(collections).isZero();

    pass(740); // Java may find some before
    assertThat(collections).isBetween(5, 11);
  }

  @Test
  void aLargeHeapIsCollectedLessOften() {
    heap = 4 * LEAST;
    pass(280);
    assertThat(collections).isZero();

    pass(520);
    assertThat(collections).isBetween(1, 2);
  }

  @Test
  void aLargeArrayCountsWhole() {
    garbage.passed(large());
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void aLargeArrayThatComesAgainIsLookedForRarely() {
    INDArray array = large();
    for (int i = 0; i < 1000; i++) {
      garbage.passed(array);
    }
    assertThat(collections).isBetween(1, 80);
  }

  @Test
  void freshArraysAreMetBesideALargeOneThatComesAgain() {
    INDArray again = Nd4j.createUninitializedDetached(DataType.FLOAT, 20 * KILOBYTE / 4);
    for (int i = 0; i < 800; i++) {
      garbage.passed(again);
      garbage.passed(array());
    }
    assertThat(collections).isGreaterThan(3);
  }

  @Test
  void freshArraysAreMetInTurnsWithOneThatComesAgain() {
    INDArray again = array();
    for (int i = 0; i < 800; i++) {
      garbage.passed(array());
      garbage.passed(again);
    }
    assertThat(collections).isGreaterThan(3);
  }

  @Test
  void fewFreshArraysAmongManyKeptOnesAreFoundWithoutAnEverLargerProcess() {
    List<INDArray> kept = arrays(800);
    for (int i = 0; i < 4000; i++) {
      garbage.passed(i % 4 == 0 ? array() : kept.get(i % 800));
    }
    assertThat(collections).isGreaterThan(20);
  }

  @Test
  void noThreadWaitsForACollectionThatAnotherHasCalledFor() {
    AtomicReference<Garbage> shared = new AtomicReference<>();
    AtomicInteger passed = new AtomicInteger();
    shared.set(new Garbage(
        LEAST,
        () -> heap,
        () -> process,
        () -> CompletableFuture.runAsync(() -> {
              for (int i = 0; i < 800; i++) {
                shared.get().passed(array());
                passed.incrementAndGet();
              }
            })
            .join()));
    shared.get().passed(large());
    assertThat(passed).hasValue(800);
  }

  @Test
  void oneArrayThatComesAgainAndAgainIsNoGarbage() {
    INDArray array = array();
    for (int i = 0; i < 10_000; i++) {
      garbage.passed(array);
    }
    assertThat(collections).isZero();
  }

  @Test
  void norAreViewsOfOne() {
    INDArray rows = Nd4j.createUninitializedDetached(DataType.FLOAT, 100, KILOBYTE / 4);
    for (int i = 0; i < 10_000; i++) {
      garbage.passed(rows.get(NDArrayIndex.point(i % 100), NDArrayIndex.all()));
    }
    assertThat(collections).isZero();
  }

  @Test
  void arraysThatAreKeptAreLookedForMoreAndMoreRarelyUntilTheProcessGrows() {
    List<INDArray> kept = arrays(800);
    for (int epoch = 0; epoch < 50; epoch++) { // enough for 500 collections
      kept.forEach(garbage::passed);
    }
    assertThat(collections).isBetween(15, 45);

    collections = 0;
    process += LEAST;
    garbage.passed(large());
    assertThat(collections).isEqualTo(1);

    pass(800);
    assertThat(collections).isGreaterThan(5);
  }

  @Test
  void arraysThatAreClosedAreNoGarbage() {
    for (int i = 0; i < 800; i++) {
      INDArray array = array();
      garbage.passed(array);
      array.close();
    }
    assertThat(collections).isZero();
  }

  @Test
  void emptyArraysAreTaken() {
    garbage.passed(Nd4j.empty(DataType.FLOAT));
    assertThat(collections).isZero();
  }

  /** Each is 4 MB, so 3 GB pass at most. */
  @Test
  void outputsThatNobodyKeepsAreFound() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(16_384).inUnits(2));
    try (Network network = Network.of(model).initialize(1, Initializer.xavier())) {
      INDArray x = Nd4j.ones(DataType.FLOAT, 64, 2);
      WeakReference<DataBuffer> first = new WeakReference<>(network.output(x).data());
      int outputs = 1;
      while (!first.refersTo(null) && outputs < 750) {
        network.output(x);
        outputs++;
      }
      assertThat(first.refersTo(null)).as("found after %d outputs", outputs).isTrue();
    }
  }

  /** Each is 2 MB, so 3 GB pass at most. */
  @Test
  void batchesThatNobodyKeepsAreFound() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(1).inUnits(4096));
    List<WeakReference<DataBuffer>> batches = new ArrayList<>();
    DataSet batch =
        new DataSet(Nd4j.ones(DataType.FLOAT, 128, 4096), Nd4j.ones(DataType.FLOAT, 128, 1));
    DataSetIterator fresh = new SingletonDataSetIterator(batch) {
      @Override
      public boolean hasNext() {
        boolean found = !batches.isEmpty() && batches.get(0).refersTo(null);
        return !found && batches.size() < 1500;
      }

      @Override
      public DataSet next() {
        DataSet copy = batch.copy();
        batches.add(new WeakReference<>(copy.getFeatures().data()));
        return copy;
      }
    };
    try (Network network = Network.of(model).initialize(1, Initializer.xavier())) {
      network.fit(fresh, Training.with(new Sgd(1e-6)).progress(false));
    }
    assertThat(batches.get(0).refersTo(null))
        .as("found after %d batches", batches.size())
        .isTrue();
  }
}
