package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Turns indices into vectors that are learnt: {@code y[n, …] = W[x[n, …]]}.
 *
 * <p>Input {@code (batch, …)}: whole numbers from 0 to {@code inputDim - 1}, of any number type,
 * integers best: as a model's input they are read as they are given, and not cast to the
 * parameters' type. Output {@code (batch, …, outputDim)}. Parameter: {@code weight}
 * {@code (inputDim, outputDim)}. A number that is not whole or out of range is an error that names
 * it, before anything is changed.
 *
 * <p>Gluon's {@code Embedding}, which takes the nearest row for an index out of range.
 */
public final class EmbeddingLayer extends SpecLayer<EmbeddingSpec> {
  private EmbeddingLayer(EmbeddingSpec spec) {
    super(spec);
  }

  /**
   * {@return a layer that has a vector of {@code outputDim} numbers for each of {@code inputDim}
   * indices}
   *
   * @param inputDim how many indices there are, at least 1
   * @param outputDim the size of the vectors, at least 1
   */
  public static EmbeddingLayer embedding(int inputDim, int outputDim) {
    return new EmbeddingLayer(new EmbeddingSpec(inputDim, outputDim));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    SDVariable indices = tracing.indices(x, spec().inputDim(), "the input of " + node());
    return tracing.graph().gather(parameter("weight").variable(), indices, 0);
  }
}
