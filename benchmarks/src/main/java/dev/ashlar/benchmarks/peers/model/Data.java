package dev.ashlar.benchmarks.peers.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The values of a model's parameters, the same for every library; in a file, so that starting up
 * does not mean drawing.
 */
public final class Data {
  private static final long SEED = 20260101;

  private final Map<String, FloatBuffer> values;

  private Data(Map<String, FloatBuffer> values) {
    this.values = values;
  }

  /** Draws a model's values and writes them. */
  public static void write(Model model, Path file) {
    List<Parameter> parameters = model.parameters();
    int floats = parameters.stream().mapToInt(Parameter::size).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(SEED);
    for (Parameter parameter : parameters) {
      for (int i = 0; i < parameter.size(); i++) {
        bytes.putFloat(parameter.draw(random));
      }
    }
    try (FileChannel channel = FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      bytes.flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model's values from the file that {@link #write} made. */
  public static Data read(Model model, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      FloatBuffer all = channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
      Map<String, FloatBuffer> values = new HashMap<>();
      int offset = 0;
      for (Parameter parameter : model.parameters()) {
        values.put(parameter.name(), all.slice(offset, parameter.size()));
        offset += parameter.size();
      }
      if (offset != all.capacity()) {
        throw new IllegalStateException(
            file + ": expected " + offset + " values, found " + all.capacity());
      }
      return new Data(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A parameter's values, row by row. */
  public float[] of(Parameter parameter) {
    float[] copy = new float[parameter.size()];
    values.get(parameter.name()).get(0, copy);
    return copy;
  }

  /** A batch of inputs: normally distributed, row by row. */
  public static float[] inputs(Model model, int batch) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    float[] inputs = new float[Parameter.size(model.input(batch))];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  /** Labels for a batch, one-hot, of shape (batch, classes). */
  public static float[] labels(Model model, int batch) {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    float[] labels = new float[batch * model.classes()];
    for (int i = 0; i < batch; i++) {
      labels[i * model.classes() + random.nextInt(model.classes())] = 1;
    }
    return labels;
  }
}
