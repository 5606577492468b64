package dev.ashlar.train;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.DataSets;
import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.graph.Tracing;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** What data may be, and what is said of data that may not. */
class BatchTest {
  private final ArrayWeight weight = new ArrayWeight("w", random(1, 2, 3));

  private Trainer trainer(int epochs) {
    return new Trainer(
        Training.sgd(0.1).loss(Loss.meanSquaredError()).epochs(epochs).progress(false),
        new WeightsModel(in -> in[0].mmul(Tracing.current().weight(weight)), weight));
  }

  @Test
  void missingFeaturesOrLabelsAndMasksOfFeaturesAreErrors() {
    assertThatThrownBy(() -> Batch.of(new DataSet(random(1, 2, 2), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features but no labels");
    assertThatThrownBy(() -> Batch.of(new DataSet(null, random(1, 2, 2))))
        .hasMessageContaining("no features");
    assertThatThrownBy(
            () -> Batch.of(new DataSet(random(1, 2, 2), random(1, 2, 2), Nd4j.ones(2, 1), null)))
        .hasMessageContaining("mask for its features")
        .hasMessageContaining("one of its inputs");
    MultiDataSet twoOutputs = new MultiDataSet(
        new INDArray[] {random(1, 2, 2)}, new INDArray[] {random(1, 2, 3), random(1, 2, 3)});
    assertThatThrownBy(() -> Batch.of(twoOutputs))
        .hasMessageContaining("a model has one output: expected one array of labels, found 2");
  }

  @Test
  void aMaskedExampleDoesNotTrain() {
    INDArray x = random(2, 3, 2);
    INDArray y = random(3, 3, 3);
    ArrayWeight other = new ArrayWeight("w", weight.value().dup());
    trainer(3).fit(DataSets.of(new DataSet(x, y, null, array(new double[] {1, 1, 0}, 3, 1))));

    new Trainer(
            Training.sgd(0.1).loss(Loss.meanSquaredError()).epochs(3).progress(false),
            new WeightsModel(in -> in[0].mmul(Tracing.current().weight(other)), other))
        .fit(DataSets.of(new DataSet(
            Nd4j.vstack(x.getRow(0, true), x.getRow(1, true)),
            Nd4j.vstack(y.getRow(0, true), y.getRow(1, true)))));
    assertThat(values(weight.value())).containsExactly(values(other.value()), within(1e-12));
  }

  @Test
  void anExampleOfWeightTwoCountsTwice() {
    INDArray x = random(2, 2, 2);
    INDArray y = random(3, 2, 3);
    ArrayWeight other = new ArrayWeight("w", weight.value().dup());
    trainer(1)
        .fit(DataSets.of(new WeightedDataSet(x, y, array(new double[] {2, 1}, 2).mul(2 / 3.0))));

    new Trainer(
            Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false),
            new WeightsModel(in -> in[0].mmul(Tracing.current().weight(other)), other))
        .fit(DataSets.of(
            new DataSet(Nd4j.vstack(x.getRow(0, true), x), Nd4j.vstack(y.getRow(0, true), y))));
    assertThat(values(weight.value())).containsExactly(values(other.value()), within(1e-12));
  }

  @Test
  void severalInputsComeFromAMultiDataSetIterator() {
    ArrayWeight scale = new ArrayWeight("w", array(new double[] {1}, 1, 1));
    INDArray left = random(1, 4, 1);
    INDArray right = random(2, 4, 1);
    MultiDataSet data = new MultiDataSet(
        new INDArray[] {left, right}, new INDArray[] {left.mul(3).add(right)});
    Trainer trainer = new Trainer(
        Training.sgd(0.5).loss(Loss.meanSquaredError()).epochs(200).progress(false),
        new WeightsModel(in -> in[0].mmul(Tracing.current().weight(scale)).add(in[1]), scale));

    trainer.fit(new SingletonMultiDataSetIterator(data));

    assertThat(scale.value().getDouble(0)).isCloseTo(3, within(1e-3));
  }

  @Test
  void whatIsWrongIsNamedWithItsBatch() {
    DataSet good = new DataSet(random(1, 2, 2), random(1, 2, 3));
    INDArray labels = random(1, 2, 3);
    labels.putScalar(1, 2, Double.NaN);

    assertThatThrownBy(() ->
            trainer(1).fit(DataSets.of(good, new DataSet(random(1, 2, 2), labels))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the labels: expected finite numbers, found NaN at [1, 2] of the batch;"
            + " in batch 2 of epoch 1");
    assertThatThrownBy(() ->
            trainer(1).fit(DataSets.of(good, good, new DataSet(random(1, 2, 2), random(1, 2, 4)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "in batch 3 of epoch 1, the labels: expected (2, 3), the output's shape, found (2, 4)");
    assertThatThrownBy(() -> trainer(1).fit(DataSets.of(new DataSet(random(1, 2, 2), null))))
        .hasMessageContaining("no labels; in batch 1 of epoch 1");
  }
}
