package dev.ashlar.layer;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The specification of {@link EmbeddingLayer}.
 *
 * @param inputDim how many indices there are, at least 1
 * @param outputDim the size of the vectors, at least 1
 */
public record EmbeddingSpec(int inputDim, int outputDim) implements LayerSpec {
  /**
   * Checks the settings.
   *
   * @param inputDim how many indices there are, at least 1
   * @param outputDim the size of the vectors, at least 1
   */
  public EmbeddingSpec {
    SettingException.require(inputDim >= 1, "inputDim", "at least 1", inputDim);
    SettingException.require(outputDim >= 1, "outputDim", "at least 1", outputDim);
  }

  @Override
  public String hint() {
    return "embedding";
  }

  @Override
  public Shape output(Shape input) {
    if (!input.hasRank()) {
      return input;
    }
    long[] sizes = Arrays.copyOf(input.sizes(), input.rank() + 1);
    sizes[input.rank()] = outputDim;
    return Shape.of(sizes);
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    return List.of(ParameterSpec.weight("weight", Shape.of(inputDim, outputDim)));
  }

  @Override
  public String describe(Shape input) {
    return "Embedding(" + inputDim + " -> " + outputDim + ", " + DType.FLOAT32 + ")";
  }
}
