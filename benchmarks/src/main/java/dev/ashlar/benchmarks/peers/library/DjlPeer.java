package dev.ashlar.benchmarks.peers.library;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Parameter;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DJL's blocks on PyTorch. */
public final class DjlPeer implements Peer {
  private final List<Runnable> values = new ArrayList<>();
  private NDManager manager;
  private Data data;

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() == Task.Kind.NAMING) {
      return Optional.of(new Naming(task.size()));
    }
    manager = Engine.getEngine("PyTorch").newBaseManager();
    data = Data.read(task.model(), directory.resolve(task.model() + ".weights"));
    SequentialBlock block = chain(task.model().ops());
    block.initialize(manager, DataType.FLOAT32, new Shape(task.model().inputSizes(task.size())));
    values.forEach(Runnable::run);
    NDArray inputs = manager.create(
        Data.inputs(task.model(), task.size()), new Shape(task.model().inputSizes(task.size())));
    return Optional.of(
        task.kind() == Task.Kind.INFERENCE
            ? new Inference(block, manager, inputs)
            : new Steps(block, manager, inputs, task));
  }

  private SequentialBlock chain(List<Op> ops) {
    SequentialBlock chain = new SequentialBlock();
    ops.forEach(op -> append(op, chain));
    return chain;
  }

  private void append(Op op, SequentialBlock chain) {
    if (op instanceof Op.Dense dense) {
      Block block = Linear.builder().setUnits(dense.units()).build();
      set(block, "weight", dense.weight());
      set(block, "bias", dense.bias());
      add(chain, block, dense.relu());
    } else if (op instanceof Op.Conv conv) {
      Block block = Conv2d.builder()
          .setFilters(conv.channels())
          .setKernelShape(square(conv.kernel()))
          .optStride(square(conv.stride()))
          .optPadding(square(conv.padding()))
          .optBias(conv.biased())
          .build();
      set(block, "weight", conv.weight());
      if (conv.biased()) {
        set(block, "bias", conv.bias());
      }
      add(chain, block, conv.relu());
    } else if (op instanceof Op.BatchNorm norm) {
      Block block = BatchNorm.builder().optEpsilon((float) Op.BatchNorm.EPSILON).build();
      set(block, "gamma", norm.gamma());
      set(block, "beta", norm.beta());
      set(block, "runningMean", norm.mean());
      set(block, "runningVar", norm.variance());
      add(chain, block, norm.relu());
    } else if (op instanceof Op.MaxPool pool) {
      chain.add(
          Pool.maxPool2dBlock(square(pool.size()), square(pool.stride()), square(pool.padding())));
    } else if (op instanceof Op.GlobalMean) {
      chain.add(Pool.globalAvgPool2dBlock());
    } else if (op instanceof Op.Flatten) {
      chain.add(Blocks.batchFlattenBlock());
    } else {
      Op.Residual residual = (Op.Residual) op;
      Block shortcut =
          residual.shortcut().isEmpty() ? Blocks.identityBlock() : chain(residual.shortcut());
      chain.add(new ParallelBlock(
          branches -> new NDList(Activation.relu(
              branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow()))),
          List.of(chain(residual.body()), shortcut)));
    }
  }

  private static void add(SequentialBlock chain, Block block, boolean relu) {
    chain.add(block);
    if (relu) {
      chain.add(Activation.reluBlock());
    }
  }

  private void set(Block block, String name, Parameter parameter) {
    values.add(() -> block.getDirectParameters().get(name).getArray().set(data.of(parameter)));
  }

  private static Shape square(int size) {
    return new Shape(size, size);
  }

  private static final class Inference implements Work {
    private final Block block;
    private final ParameterStore store;
    private final NDList inputs;

    Inference(Block block, NDManager manager, NDArray inputs) {
      this.block = block;
      this.store = new ParameterStore(manager, false);
      this.inputs = new NDList(inputs);
    }

    @Override
    @SuppressWarnings("try") // the scope is only held open
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        try (NDScope scope = new NDScope()) {
          block.forward(store, inputs, false);
        }
      }
    }

    @Override
    @SuppressWarnings("try")
    public float[] result() {
      try (NDScope scope = new NDScope()) {
        return block.forward(store, inputs, false).singletonOrThrow().toFloatArray();
      }
    }
  }

  private static final class Steps implements Work {
    private final Inference inference;
    private final Trainer trainer;
    private final NDArray inputs;
    private final NDArray labels;

    Steps(Block block, NDManager manager, NDArray inputs, Task task) {
      this.inputs = inputs;
      this.inference = new Inference(block, manager, inputs);
      this.labels = manager.create(
          Data.labels(task.model(), task.size()),
          new Shape(task.size(), task.model().classes()));
      ai.djl.Model model = ai.djl.Model.newInstance(task.model().toString(), "PyTorch");
      model.setBlock(block);
      trainer = model.newTrainer(
          new DefaultTrainingConfig(new SoftmaxCrossEntropyLoss("loss", 1, -1, false, true))
              .optOptimizer(Optimizer.sgd()
                  .setLearningRateTracker(Tracker.fixed((float) Task.LEARNING_RATE))
                  .build()));
      trainer.initialize(inputs.getShape());
    }

    @Override
    @SuppressWarnings("try")
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        try (NDScope scope = new NDScope()) {
          try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList scores = trainer.forward(new NDList(inputs));
            collector.backward(trainer.getLoss().evaluate(new NDList(labels), scores));
          }
          trainer.step();
        }
      }
    }

    @Override
    public float[] result() {
      return inference.result();
    }
  }

  private static final class Naming implements Work {
    private final int count;
    private SequentialBlock container;

    Naming(int count) {
      this.count = count;
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        container = new SequentialBlock();
        for (int k = 0; k < count; k++) {
          container.add(Linear.builder().setUnits(10).build());
        }
      }
    }

    @Override
    public float[] result() {
      run(1);
      return new float[] {container.getChildren().keys().stream().distinct().count()};
    }
  }
}
