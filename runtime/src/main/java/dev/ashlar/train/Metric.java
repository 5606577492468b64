package dev.ashlar.train;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.IMetric;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.evaluation.regression.RegressionEvaluation;

/**
 * One number that tells how good predictions are, by one of ND4J's evaluations. What is evaluated
 * is the loss's {@linkplain Loss#predictions predictions}, so probabilities after a cross-entropy;
 * labels that are indices come as one-hot; what is masked is left out. Immutable.
 */
public final class Metric {
  private final String name;
  private final boolean smallerBetter;
  private final Supplier<IEvaluation<?>> evaluation;
  private final Function<IEvaluation<?>, Double> value;

  private Metric(
      String name,
      boolean smallerBetter,
      Supplier<IEvaluation<?>> evaluation,
      Function<IEvaluation<?>, Double> value) {
    this.name = Objects.requireNonNull(name, "name");
    this.smallerBetter = smallerBetter;
    this.evaluation = evaluation;
    this.value = value;
  }

  /**
   * {@return a value of any evaluation}
   *
   * @param name how it is called in reports
   * @param evaluation makes a new evaluation
   * @param metric which of its values
   */
  public static Metric of(
      String name, Supplier<? extends IEvaluation<?>> evaluation, IMetric metric) {
    return new Metric(
        name, metric.minimize(), evaluation::get, evaluated -> evaluated.getValue(metric));
  }

  /**
   * {@code accuracy}: the part of the examples whose largest prediction is that of the right class;
   * where there is one number an example, whose prediction lies on the right side of 0.5.
   *
   * @return the metric
   */
  public static Metric accuracy() {
    return of("accuracy", Evaluation::new, Evaluation.Metric.ACCURACY);
  }

  /**
   * {@code top<k>}: the part of the examples whose right class is among the {@code k} largest
   * predictions.
   *
   * @param k at least 1
   * @return the metric
   */
  public static Metric topAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, found " + k);
    }
    return new Metric(
        "top" + k,
        false,
        () -> new Evaluation(List.of(), k),
        evaluated -> ((Evaluation) evaluated).topNAccuracy());
  }

  /**
   * {@code f1}: the harmonic mean of precision and recall; of two classes that of the second, of
   * more the mean over the classes.
   *
   * @return the metric
   */
  public static Metric f1() {
    return of("f1", Evaluation::new, Evaluation.Metric.F1);
  }

  /**
   * {@code auc}: the area under the receiver operating characteristic, exactly, for two classes:
   * one number or two an example.
   *
   * @return the metric
   */
  public static Metric auc() {
    return of("auc", () -> new ROC(0), ROC.Metric.AUROC);
  }

  /**
   * {@code auc}, averaged over the classes, each against all others.
   *
   * @return the metric
   */
  public static Metric aucOfClasses() {
    return of("auc", () -> new ROCMultiClass(0), ROCMultiClass.Metric.AUROC);
  }

  /**
   * {@code mse}: the mean squared error, averaged over the columns.
   *
   * @return the metric
   */
  public static Metric meanSquaredError() {
    return of("mse", RegressionEvaluation::new, RegressionEvaluation.Metric.MSE);
  }

  /**
   * {@code mae}: the mean absolute error, averaged over the columns.
   *
   * @return the metric
   */
  public static Metric meanAbsoluteError() {
    return of("mae", RegressionEvaluation::new, RegressionEvaluation.Metric.MAE);
  }

  /**
   * {@code r2}: the coefficient of determination, averaged over the columns.
   *
   * @return the metric
   */
  public static Metric r2() {
    return of("r2", RegressionEvaluation::new, RegressionEvaluation.Metric.R2);
  }

  /** {@return how it is called in reports} */
  public String name() {
    return name;
  }

  /** {@return whether a smaller value is better} */
  public boolean isSmallerBetter() {
    return smallerBetter;
  }

  IEvaluation<?> evaluation() {
    return evaluation.get();
  }

  double value(IEvaluation<?> evaluated) {
    return value.apply(evaluated);
  }

  @Override
  public String toString() {
    return name;
  }
}
