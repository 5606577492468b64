package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * ND4J's memory and native libraries, but for each model a program of its own: OpenBLAS's products
 * on the arrays' own memory, oneDNN's convolutions through operation contexts made in advance, all
 * else loops in Java.
 */
public final class ByHandPeer implements Peer {

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() == Task.Kind.NAMING) {
      return Optional.empty();
    }
    Arrays arrays = Arrays.of(task, directory);
    boolean training = task.kind() == Task.Kind.TRAINING;
    HandChain chain = new HandChain(task.model().ops(), arrays.inputs(), arrays, training);
    return Optional.of(new Run(chain, task));
  }

  private static final class Run implements Work {
    private final HandChain chain;
    private final Task task;
    private final FloatBuffer scores;
    private final float[] labels;
    private final float[] powers;

    Run(HandChain chain, Task task) {
      this.chain = chain;
      this.task = task;
      this.scores = HandStep.buffer(chain.output());
      this.labels = Data.labels(task.model(), task.size());
      this.powers = new float[task.model().classes()];
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        chain.forward();
        if (task.kind() == Task.Kind.TRAINING) {
          differentiate();
          chain.backward();
        }
      }
    }

    /** Of the mean cross-entropy of softmax: softmax − labels. */
    private void differentiate() {
      FloatBuffer gradients = HandStep.buffer(chain.outputGradient());
      for (int row = 0, start = 0; row < task.size(); row++, start += powers.length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < powers.length; k++) {
          largest = Math.max(largest, scores.get(start + k));
        }
        float sum = 0;
        for (int k = 0; k < powers.length; k++) {
          powers[k] = (float) Math.exp(scores.get(start + k) - largest);
          sum += powers[k];
        }
        for (int k = 0; k < powers.length; k++) {
          gradients.put(start + k, (powers[k] / sum - labels[start + k]) / task.size());
        }
      }
    }

    @Override
    public float[] result() {
      chain.forward();
      float[] values = new float[scores.capacity()];
      scores.get(0, values);
      return values;
    }
  }
}
