package dev.ashlar.train;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What a training and its data refuse before anything runs. */
class TrainingTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLearningRateIsFiniteAndMoreThanZero(double rate) {
    assertThatThrownBy(() -> Training.adam(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be finite and more than 0, found " + rate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void momentumIsBelowOne(double momentum) {
    assertThatThrownBy(() -> Training.momentum(0.1, momentum))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("momentum must be from 0 to below 1, found " + momentum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void decaysAreFiniteAndNotNegative(double coefficient) {
    assertThatThrownBy(() -> Training.sgd(0.1).l2(coefficient))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l2 must be finite and at least 0, found " + coefficient);
  }

  @Test
  void itPrintsWhatItIs() {
    assertThat(Training.sgd(0.1).epochs(3).seed(7))
        .asString()
        .startsWith("Training(Sgd(")
        .contains("epochs=3", "seed=7");
  }

  @Test
  void dataOfSeveralInputsHasFeaturesAndOneArrayOfLabels() {
    INDArray x = random(1, 2, 3);
    INDArray y = random(2, 2, 1);

    assertThatThrownBy(() -> Batch.of(new MultiDataSet(new INDArray[] {x}, new INDArray[] {y, y})))
        .hasMessage("a model has one output: expected one array of labels, found 2");
    assertThatThrownBy(() -> Batch.of(new MultiDataSet(null, new INDArray[] {y})))
        .hasMessage("a data set needs features and labels, found no features");
    assertThatThrownBy(() -> Batch.of(new MultiDataSet(new INDArray[] {x}, null)))
        .hasMessage("a data set needs features and labels, found features but no labels");
    assertThatThrownBy(() -> Batch.of(new MultiDataSet(new INDArray[] {x}, new INDArray[0])))
        .hasMessage("a data set needs features and labels, found features but no labels");
    assertThatThrownBy(() -> Batch.of(
            new MultiDataSet(new INDArray[] {x}, new INDArray[] {y}, new INDArray[] {y}, null)))
        .hasMessageStartingWith("the data has a mask for its features");
  }

  @Test
  void aMaskOfSeveralInputsSaysWhatCounts() {
    INDArray x = random(1, 2, 3);
    INDArray y = random(2, 2, 1);
    INDArray mask = array(new double[] {1, 0}, 2, 1);

    Batch batch = Batch.of(new MultiDataSet(
        new INDArray[] {x}, new INDArray[] {y}, new INDArray[] {null}, new INDArray[] {mask}));

    assertThat(batch.mask()).contains(mask);
    assertThat(batch.features()).containsExactly(x);
  }

  @Test
  void weightedDataIsEqualWhereItsWeightsAre() {
    INDArray x = random(1, 2, 3);
    INDArray y = random(2, 2, 1);
    INDArray weights = array(new double[] {1, 2}, 2);
    WeightedDataSet data = new WeightedDataSet(x, y, weights);

    assertThat(data)
        .isEqualTo(new WeightedDataSet(x.dup(), y.dup(), weights.dup()))
        .isNotEqualTo(new WeightedDataSet(x, y, weights.mul(2)))
        .isNotEqualTo(new WeightedDataSet(y, y, weights))
        .isNotEqualTo(new DataSet(x, y));
    assertThat(data).hasSameHashCodeAs(new WeightedDataSet(x, y, weights));
  }
}
