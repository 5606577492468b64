package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs one SameDiff graph operation by operation, as SameDiff does, but for memory: every array of
 * a run is new, none is used twice within it, and when the run is over the results are copied and
 * all that it allocated is freed at once. A {@link Plan} is written down from one such run; graphs
 * that no plan can be made for run in no other way.
 *
 * <p>SameDiff's own sessions reuse arrays that are still in use under another name, keep every
 * array of the last run, and note each array that they ever freed.
 */
final class Session extends InferenceSession {
  private final RunMemory memory = new RunMemory();
  private @Nullable Consumer<Operation> notes; // null: nobody listens

  Session(SameDiff graph) {
    super(graph);
    setMmgr(memory);
  }

  /**
   * Computes variables of the graph.
   *
   * @param inputs the values of the placeholders by name
   * @param names which variables to compute
   * @return the caller's own arrays by name, in C order
   */
  @SuppressWarnings("try") // the scope is only held open
  Map<String, INDArray> run(Map<String, INDArray> inputs, List<String> names) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      Map<String, INDArray> results = computed(names, inputs);
      Map<String, INDArray> copies = new LinkedHashMap<>();
      for (String name : names) {
        INDArray result = Objects.requireNonNull(results.get(name), name);
        copies.put(name, result.dup('c'));
      }
      return copies;
    } finally {
      nodeValueOutputs.clear();
      getArrayUseTracker().clear();
      freedArrays.clear();
      memory.close();
    }
  }

  /**
   * Runs the graph once and tells what it does.
   *
   * @param inputs the values of the placeholders by name
   * @param names which variables to compute
   * @param listener is told of each operation when it has been executed
   * @param afterwards what to do while the arrays of the run are still there
   */
  @SuppressWarnings("try") // the scope is only held open
  <T> T observe(
      Map<String, INDArray> inputs,
      List<String> names,
      Consumer<Operation> listener,
      Supplier<T> afterwards) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      notes = listener;
      computed(names, inputs);
      return afterwards.get();
    } finally {
      notes = null;
      nodeValueOutputs.clear();
      getArrayUseTracker().clear();
      freedArrays.clear();
      memory.close();
    }
  }

  private Map<String, INDArray> computed(List<String> names, Map<String, INDArray> inputs) {
    Threads.OPENBLAS.enter();
    try {
      return output(names, inputs, null, null, null, At.defaultAt());
    } finally {
      Threads.leave();
    }
  }

  /**
   * As SameDiff does, but for reductions of a vector along a dimension of size 1: there ND4J asks
   * the operation for its result without telling it the array.
   */
  @Override
  public ExecutionResult doExec(
      DifferentialFunction function,
      OpContext context,
      FrameIter frame,
      Set<VarId> inputs,
      Set<VarId> repeatedInputs,
      Set<String> fixedInputs,
      Map<String, SDValue> otherInputs) {
    ExecutionResult result =
        execute(function, context, frame, inputs, repeatedInputs, fixedInputs, otherInputs);
    if (notes != null) {
      notes.accept(Operation.of(function, context, result));
    }
    return result;
  }

  private ExecutionResult execute(
      DifferentialFunction function,
      OpContext context,
      FrameIter frame,
      Set<VarId> inputs,
      Set<VarId> repeatedInputs,
      Set<String> fixedInputs,
      Map<String, SDValue> otherInputs) {
    if (function instanceof BaseReduceOp reduction && context.numInputArguments() == 1) {
      INDArray x = context.getInputArray(0);
      INDArray z = context.getOutputArray(0);
      if (x.isVector() && x.length() == z.length() && z.length() > 1) {
        reduction.setX(x.reshape('c', z.shape()));
        boolean keepDims = reduction.isKeepDims();
        reduction.setKeepDims(true); // the shape is right already
        z.assign(reduction.noOp());
        reduction.setKeepDims(keepDims);
        reduction.setX(null); // or the next run takes its shape from it
        return ExecutionResult.createFrom(function, context);
      }
    }
    return super.doExec(function, context, frame, inputs, repeatedInputs, fixedInputs, otherInputs);
  }

  /** Hands out new arrays, and frees them all when the run is over. */
  private static final class RunMemory extends AbstractMemoryMgr {
    private final List<INDArray> arrays = new ArrayList<>();

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
      return keep(Nd4j.createUninitializedDetached(type, shape));
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
      return keep(Nd4j.create(descriptor, false));
    }

    private INDArray keep(INDArray array) {
      arrays.add(array);
      return array;
    }

    @Override
    public void release(INDArray array) {
      // not before the run is over: another name may stand for the same memory
    }

    @Override
    public void close() {
      for (INDArray array : arrays) {
        if (!array.isEmpty() && array.closeable()) {
          array.close();
        }
      }
      arrays.clear();
    }
  }
}
