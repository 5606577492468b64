package dev.ashlar.benchmarks.peers.library;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * ONNX Runtime: a session over a file, all optimizations on, input and output in direct buffers
 * that are kept. It does not train.
 */
public final class OnnxRuntimePeer implements Peer {

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) throws Exception {
    if (task.kind() != Task.Kind.INFERENCE) {
      return Optional.empty();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    OrtSession session =
        environment.createSession(directory.resolve(task.model() + ".onnx").toString(), options);

    FloatBuffer input = direct(Data.inputs(task.model(), task.size()));
    FloatBuffer output = direct(new float[task.size() * task.model().classes()]);
    Map<String, OnnxTensor> inputs = Map.of(
        "input", OnnxTensor.createTensor(environment, input, task.model().inputSizes(task.size())));
    Map<String, OnnxTensor> outputs =
        Map.of("output", OnnxTensor.createTensor(environment, output, new long[] {
          task.size(), task.model().classes()
        }));
    return Optional.of(new Work() {
      @Override
      public void run(int times) throws OrtException {
        for (int i = 0; i < times; i++) {
          session.run(inputs, outputs).close();
        }
      }

      @Override
      public float[] result() throws OrtException {
        run(1);
        float[] values = new float[output.capacity()];
        output.get(0, values);
        return values;
      }
    });
  }

  private static FloatBuffer direct(float[] values) {
    FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * values.length)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
    return buffer.put(0, values);
  }
}
