package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The derivative of a scalar, written into the scalar's own graph by the chain rule, backward
 * through its operations; {@link Derivatives} has each operation's own.
 *
 * <p>SameDiff's {@code createGradFunction} does the same on a copy of the graph, which it makes by
 * writing every operation to a file format and reading it back; some cannot be read back, and it
 * prints a line an operation to the standard output.
 */
final class Differentiation {
  private final SameDiff graph;
  private final Map<String, SDVariable> gradients =
      new HashMap<>(); // by the names of the variables

  private final Derivatives derivatives;
  private final Set<String> detached;
  private final Set<String> dependent = new HashSet<>(); // on what it is differentiated by

  private Differentiation(SameDiff graph, Derivatives derivatives, Set<String> detached) {
    this.graph = graph;
    this.derivatives = derivatives;
    this.detached = detached;
  }

  /**
   * The names of the gradients of {@code scalar} by the given variables, which have an entry only
   * where it depends on them.
   *
   * @param scalar what is differentiated
   * @param variables names of variables that no operation computes
   * @param further names of other variables whose gradients are wanted where they come up
   * @param detached names of variables that count as constants
   * @param shapes tells the shape of a variable
   */
  static Map<String, String> of(
      SDVariable scalar,
      Collection<String> variables,
      Collection<String> further,
      Set<String> detached,
      Function<SDVariable, Shape> shapes) {
    SameDiff graph = scalar.getSameDiff();
    Differentiation differentiation =
        new Differentiation(graph, new Derivatives(graph, shapes), detached);
    SDVariable one = graph.constant(Nd4j.scalar(scalar.dataType(), 1));
    differentiation.passBack(scalar, one, variables);
    Map<String, String> names = new HashMap<>();
    for (Collection<String> wanted : List.of(variables, further)) {
      for (String variable : wanted) {
        if (differentiation.gradients.containsKey(variable)) {
          names.put(variable, differentiation.gradients.get(variable).name());
        }
      }
    }
    return names;
  }

  /** From a variable, whose gradient is given, to the variables. */
  private void passBack(SDVariable from, SDVariable gradient, Collection<String> variables) {
    gradients.put(from.name(), gradient);
    List<SameDiffOp> operations = between(variables);
    operations.removeIf(operation -> detached.containsAll(operation.getOutputsOfOp()));
    for (int i = operations.size() - 1; i >= 0; i--) {
      passBack(operations.get(i));
    }
  }

  /** The operations that depend on the variables, each after those whose results it uses. */
  private List<SameDiffOp> between(Collection<String> variables) {
    dependent.addAll(variables);
    List<SameDiffOp> operations = new ArrayList<>();
    for (SameDiffOp operation : graph.getOps().values()) { // in the order of their creation
      List<String> inputs = operation.getInputsToOp();
      if (inputs != null && inputs.stream().anyMatch(dependent::contains)) {
        dependent.addAll(operation.getOutputsOfOp());
        operations.add(operation);
      }
    }
    return operations;
  }

  private void passBack(SameDiffOp operation) {
    List<String> outputs = operation.getOutputsOfOp();
    if (outputs.stream().noneMatch(gradients::containsKey)) {
      return; // what is differentiated does not depend on it
    }
    List<SDVariable> ofOutputs = new ArrayList<>();
    for (String output : outputs) {
      SDVariable gradient = gradients.get(output);
      ofOutputs.add(gradient == null ? graph.zerosLike(graph.getVariable(output)) : gradient);
    }
    DifferentialFunction function = operation.getOp();
    if (function instanceof LossOperation loss
        && !dependent.contains(loss.labels().name())) {
      passBack(loss, ofOutputs.get(0));
      return;
    }
    List<SDVariable> ofInputs = derivatives.of(function, ofOutputs);
    SDVariable[] inputs = function.args();
    for (int i = 0; i < ofInputs.size(); i++) {
      if (ofInputs.get(i) != null && inputs[i].dataType().isFPType()) {
        gradients.merge(inputs[i].name(), ofInputs.get(i), SDVariable::add);
      }
    }
  }

  /** Past the operations that have computed the loss, which stay together as its gradient. */
  private void passBack(LossOperation loss, SDVariable factor) {
    String prediction = loss.prediction().name();
    Differentiation within = new Differentiation(graph, derivatives, detached);
    within.passBack(loss.arg(), factor, List.of(prediction));
    SDVariable computed = within.gradients.get(prediction);
    if (computed != null) {
      gradients.merge(prediction, loss.gradient(computed, factor), SDVariable::add);
    }
  }
}
