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
  private final Set<String> dependent = new HashSet<>(); // on what it is differentiated by

  private Differentiation(SDVariable scalar, Function<SDVariable, Shape> shapes) {
    this.graph = scalar.getSameDiff();
    this.derivatives = new Derivatives(graph, shapes);
    gradients.put(scalar.name(), graph.constant(Nd4j.scalar(scalar.dataType(), 1)));
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
    Differentiation differentiation = new Differentiation(scalar, shapes);
    List<SameDiffOp> operations = differentiation.between(variables);
    operations.removeIf(operation -> detached.containsAll(operation.getOutputsOfOp()));
    for (int i = operations.size() - 1; i >= 0; i--) {
      differentiation.passBack(operations.get(i));
    }
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
    if (function instanceof CrossEntropy loss
        && !dependent.contains(loss.labels().name())) {
      // past the operations that it stands for
      SDVariable ofScores = loss.gradient(ofOutputs.get(0));
      gradients.merge(loss.scores().name(), ofScores, SDVariable::add);
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
}
