package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Measures how good a model's predictions are on some data.
 *
 * @hidden
 */
public final class Evaluator {
  private final Model model;
  private final Loss loss;

  /**
   * An evaluator of a model, by a loss and by metrics.
   *
   * @param model what predicts
   * @param loss what tells how outputs are read, see {@link Loss#predictions}
   */
  public Evaluator(Model model, Loss loss) {
    this.model = model;
    this.loss = loss;
  }

  /**
   * Evaluates all the data.
   *
   * @param data reset before, where it can be
   * @param metrics what is measured besides the loss
   * @return the values by name: the mean loss first, then the metrics'
   * @throws IllegalArgumentException if the data is empty or does not fit
   */
  Map<String, Double> evaluate(BatchSource data, List<Metric> metrics) {
    List<IEvaluation<?>> evaluations = new ArrayList<>();
    metrics.forEach(metric -> evaluations.add(metric.evaluation()));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(Validation.LOSS, evaluate(data, evaluations.toArray(new IEvaluation<?>[0])));
    for (int i = 0; i < metrics.size(); i++) {
      values.put(metrics.get(i).name(), metrics.get(i).value(evaluations.get(i)));
    }
    return values;
  }

  /**
   * Lets evaluations see predictions and labels of all the data.
   *
   * @param data the data, one data set a batch
   * @param evaluations what sees predictions and labels; each is changed
   * @return the mean loss
   */
  public double evaluate(DataSetIterator data, IEvaluation<?>... evaluations) {
    return evaluate(BatchSource.of(data), evaluations);
  }

  /**
   * {@link #evaluate(DataSetIterator, IEvaluation...)} for a model of several inputs.
   *
   * @param data the data, one data set a batch
   * @param evaluations what sees predictions and labels; each is changed
   * @return the mean loss
   */
  public double evaluate(MultiDataSetIterator data, IEvaluation<?>... evaluations) {
    return evaluate(BatchSource.of(data), evaluations);
  }

  private double evaluate(BatchSource data, IEvaluation<?>... evaluations) {
    Mean mean = new Mean();
    data.begin();
    while (data.hasNext()) {
      data.next(batch -> {
        Graph graph = model.graph(batch, loss, false);
        Graph.Evaluated evaluated =
            graph.evaluate(TargetArrays.of(batch, loss, graph.outputShape()), batch.inputs());
        mean.add(evaluated.loss(), batch.count());
        if (evaluations.length > 0) {
          EvaluationArrays.of(batch, loss, evaluated.output())
              .ifPresent(arrays -> List.of(evaluations).forEach(arrays::addTo));
        }
        return batch;
      });
    }
    return mean.value();
  }
}
