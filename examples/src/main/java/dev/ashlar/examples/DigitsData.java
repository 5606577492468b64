package dev.ashlar.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * 1,797 handwritten digits of 8 × 8 pixels, split at random into those to train with and those to test with. {@code CREDITS.md}
 * beside the data says where they come from.
 *
 * @param training four fifths of the digits
 * @param test the others
 */
public record DigitsData(DataSet training, DataSet test) {
  static final int PIXELS = 64;
  static final int CLASSES = 10;

  private static final String RESOURCE = "digits.csv.gz";
  private static final float BRIGHTEST = 16;

  /** Reads and splits the digits; one seed, one split. */
  public static DigitsData load(long seed) {
    List<int[]> lines = read();
    Collections.shuffle(lines, new Random(seed));
    int training = lines.size() * 4 / 5;
    return new DigitsData(dataSet(lines.subList(0, training)), dataSet(lines.subList(training, lines.size())));
  }

  private static List<int[]> read() {
    try (InputStream resource = DigitsData.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
      List<int[]> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(parse(line, lines.size() + 1));
      }
      return lines;
    } catch (IOException failure) {
      throw new IllegalStateException("cannot read " + RESOURCE + ": " + failure.getMessage(), failure);
    }
  }

  private static int[] parse(String line, int number) {
    String[] values = line.split(",");
    if (values.length != PIXELS + 1) {
      throw new IllegalStateException(
          RESOURCE + ", line " + number + ": expected " + (PIXELS + 1) + " values, found " + values.length);
    }
    int[] numbers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = Integer.parseInt(values[i]);
    }
    return numbers;
  }

  // Pixels from 0 to 1; labels one-hot.
  private static DataSet dataSet(List<int[]> lines) {
    float[][] features = new float[lines.size()][PIXELS];
    INDArray labels = Nd4j.zeros(lines.size(), CLASSES);
    for (int i = 0; i < features.length; i++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        features[i][pixel] = lines.get(i)[pixel] / BRIGHTEST;
      }
      labels.putScalar(i, lines.get(i)[PIXELS], 1);
    }
    return new DataSet(Nd4j.createFromArray(features), labels);
  }
}
