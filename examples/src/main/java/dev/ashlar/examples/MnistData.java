package dev.ashlar.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Handwritten digits of 28 × 28 pixels in MNIST's format. {@code CREDITS.md} beside the data says where the 8,000 that come with
 * the examples are from.
 *
 * @param images {@code (count, 1, 28, 28)}, from 0 to 1
 * @param labels the digits, {@code (count)}
 */
public record MnistData(INDArray images, INDArray labels) {
  static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final float BRIGHTEST = 255;

  /** The digits that come with the examples. */
  public static MnistData shipped() {
    try {
      return of(resource("mnist8k-images-idx3-ubyte.gz", 3), resource("mnist8k-labels-idx1-ubyte.gz", 1));
    } catch (IOException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private static IdxFile resource(String name, int dimensions) throws IOException {
    try (InputStream in = MnistData.class.getResourceAsStream(name)) {
      return IdxFile.read(in, name, dimensions);
    }
  }

  /** The digits of two files in MNIST's format, gzip or not. */
  public static MnistData read(Path images, Path labels) throws IOException {
    return of(IdxFile.read(images, 3), IdxFile.read(labels, 1));
  }

  private static MnistData of(IdxFile images, IdxFile labels) throws IOException {
    int count = images.sizes()[0];
    if (images.sizes()[1] != SIDE || images.sizes()[2] != SIDE) {
      throw new IOException("'" + images.name() + "': expected images of 28 x 28 pixels, found " + images.sizes()[1]
          + " x " + images.sizes()[2]);
    }
    if (labels.sizes()[0] != count) {
      throw new IOException("'" + images.name() + "' holds " + count + " images and '" + labels.name() + "' "
          + labels.sizes()[0] + " labels: expected as many of both");
    }
    float[] pixels = new float[images.bytes().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (images.bytes()[i] & 0xff) / BRIGHTEST;
    }
    int[] digits = new int[count];
    for (int i = 0; i < count; i++) {
      digits[i] = labels.bytes()[i] & 0xff;
      if (digits[i] >= CLASSES) {
        throw new IOException("'" + labels.name() + "', label " + i + ": expected a digit, found " + digits[i]);
      }
    }
    return new MnistData(
        Nd4j.createFromArray(pixels).reshape(count, 1, SIDE, SIDE), Nd4j.createFromArray(digits));
  }

  /** How many digits there are. */
  public int size() {
    return (int) labels.length();
  }

  /** The digits at some places, in their order. */
  MnistData at(int... places) {
    INDArray rows = Nd4j.pullRows(images.reshape(size(), SIDE * SIDE), 1, places);
    int[] all = labels.toIntVector();
    int[] some = Arrays.stream(places).map(place -> all[place]).toArray();
    return new MnistData(rows.reshape(places.length, 1, SIDE, SIDE), Nd4j.createFromArray(some));
  }

  /** The digits of some classes; what was the smallest of them is called 0. */
  MnistData only(IntPredicate digit, int smallest) {
    int[] all = labels.toIntVector();
    MnistData some = at(IntStream.range(0, all.length).filter(i -> digit.test(all[i])).toArray());
    return new MnistData(some.images, some.labels.sub(smallest));
  }

  /** All digits in a random order, as many as are held out last; one seed, one order. */
  MnistData[] split(int heldOut, long seed) {
    int[] order = IntStream.range(0, size()).toArray();
    Random random = new Random(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int training = order.length - heldOut;
    return new MnistData[] {
      at(Arrays.copyOf(order, training)), at(Arrays.copyOfRange(order, training, order.length))
    };
  }
}
