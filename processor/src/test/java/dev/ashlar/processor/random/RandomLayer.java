package dev.ashlar.processor.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers that random blocks declare, with the rules of names and shapes written down once more,
 * apart from the specifications. A shape is a list of sizes, 0 where one is not known, or null.
 */
enum RandomLayer {
  DENSE3("@Dense(units = 3)", "dense", 3, 0, true, true),
  DENSE4("@Dense(units = 4, activation = RELU)", "dense", 4, 0, true, true),
  DENSE_WITHOUT_BIAS("@Dense(units = 3, useBias = false)", "dense", 3, 0, false, true),
  DENSE_OF_LAST("@Dense(units = 2, flatten = false)", "dense", 2, 0, true, false),
  DENSE_OF_FOUR("@Dense(units = 3, inUnits = 4)", "dense", 3, 4, true, true),
  RELU("@Activate(RELU)", "relu", 0, 0, false, false),
  TANH("@Activate(TANH)", "tanh", 0, 0, false, false),
  DROPOUT("@Dropout(rate = 0.5)", "dropout", 0, 0, false, false),
  FLATTEN("@Flatten", "flatten", 0, 0, false, true),
  NORM("@LayerNorm", "layernorm", 0, 0, true, false);

  private final String annotation;
  private final String hint;
  private final int units;
  private final int inUnits;
  private final boolean second;
  private final boolean flatten;

  RandomLayer(
      String annotation, String hint, int units, int inUnits, boolean second, boolean flatten) {
    this.annotation = annotation;
    this.hint = hint;
    this.units = units;
    this.inUnits = inUnits;
    this.second = second;
    this.flatten = flatten;
  }

  String annotation() {
    return annotation;
  }

  String hint() {
    return hint;
  }

  boolean isDense() {
    return units > 0;
  }

  /** Names of its parameters. */
  List<String> parameters() {
    if (this == NORM) {
      return List.of("gamma", "beta");
    }
    return isDense() ? (second ? List.of("weight", "bias") : List.of("weight")) : List.of();
  }

  boolean fits(List<Integer> input) {
    return inUnits == 0 || taken(input) == 0 || taken(input) == inUnits;
  }

  /** The shape of a parameter. */
  List<Integer> shape(String parameter, List<Integer> input) {
    int in = Math.max(inUnits, taken(input));
    return switch (parameter) {
      case "weight" -> Arrays.asList(units, in);
      case "bias" -> List.of(units);
      default -> List.of(in);
    };
  }

  List<Integer> output(List<Integer> input) {
    if (isDense() && flatten) {
      return List.of(units);
    }
    if (this == FLATTEN) {
      return List.of(taken(input));
    }
    if (!isDense() || input == null) {
      return input;
    }
    List<Integer> output = new ArrayList<>(input);
    output.set(output.size() - 1, units);
    return output;
  }

  private int taken(List<Integer> input) {
    if (input == null) {
      return 0;
    }
    return flatten ? input.stream().reduce(1, (a, b) -> a * b) : input.get(input.size() - 1);
  }
}
