package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The specification of {@link DenseLayer}.
 *
 * @param units the size of the output, at least 1
 * @param activation the function applied to the output
 * @param useBias whether a bias is added
 * @param flatten whether all dimensions but the batch are made one first
 * @param inUnits the size of the input, 0 if it is taken from the input
 */
public record DenseSpec(
    int units, Activation activation, boolean useBias, boolean flatten, int inUnits)
    implements LayerSpec {
  static final boolean USE_BIAS = true;
  static final boolean FLATTEN = true;
  static final int IN_UNITS = 0;

  /**
   * Checks the settings.
   *
   * @param units the size of the output, at least 1
   * @param activation the function applied to the output
   * @param useBias whether a bias is added
   * @param flatten whether all dimensions but the batch are made one first
   * @param inUnits the size of the input, 0 if it is taken from the input
   */
  public DenseSpec {
    SettingException.require(units >= 1, "units", "at least 1", units);
    Objects.requireNonNull(activation, "activation");
    SettingException.require(
        inUnits >= 0, "inUnits", "at least 1, or 0 if taken from the input", inUnits);
  }

  @Override
  public String hint() {
    return "dense";
  }

  @Override
  public Shape output(Shape input) {
    if (input.hasRank() && input.rank() == 0) {
      throw new ShapeMismatchException("at least one dimension besides the batch", "none");
    }
    long found = inputSize(input);
    if (inUnits != Shape.UNKNOWN_SIZE && found != Shape.UNKNOWN_SIZE && inUnits != found) {
      throw new ShapeMismatchException(
          "inUnits = " + inUnits, found + " from an input of shape " + input);
    }
    if (flatten) {
      return Shape.of(units);
    }
    return input.hasRank() ? input.withLast(units) : Shape.unknown();
  }

  private long inputSize(Shape input) {
    return flatten ? input.elements() : input.last();
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(
        ParameterSpec.weight("weight", Shape.of(units, Math.max(inUnits, inputSize(input)))));
    if (useBias) {
      parameters.add(ParameterSpec.constant("bias", Shape.of(units), 0, true));
    }
    return parameters;
  }

  /** One for each weight and place: {@code elements(input) · units}; a bias adds, no more. */
  @Override
  public long multiplyAdds(Shape input) {
    return Math.multiplyExact(input.elements(), units);
  }

  @Override
  public String describe(Shape input) {
    long size = Math.max(inUnits, inputSize(input));
    String function = activation == Activation.NONE ? "linear" : "Activation(" + activation + ")";
    return "Dense(" + (size == Shape.UNKNOWN_SIZE ? "None" : Long.toString(size)) + " -> " + units
        + ", " + function + ")";
  }
}
