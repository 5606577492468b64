package dev.ashlar.init;

import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The rule by which a parameter gets its first values.
 *
 * <p>{@link #fill} draws from the generator it is given and from nothing else, so that one seed
 * means one set of values.
 */
public sealed interface Initializer {
  /**
   * {@return the values of a new parameter, in row-major order}
   *
   * @param shape the parameter's shape, known in full
   * @param random where random values come from
   */
  double[] fill(Shape shape, RandomGenerator random);

  /**
   * {@code x ~ U(-scale, scale)}. Gluon's default for weights is a scale of 0.07.
   *
   * @param scale the largest distance from 0, more than 0
   * @return the rule
   */
  static Initializer uniform(double scale) {
    return new Uniform(scale);
  }

  /**
   * {@code x ~ N(0, sigma²)}.
   *
   * @param sigma the standard deviation, more than 0
   * @return the rule
   */
  static Initializer normal(double sigma) {
    return new Normal(sigma);
  }

  /**
   * {@code x ~ U(-a, a)} with {@code a = sqrt(3 / ((fanIn + fanOut) / 2))}: Gluon's
   * {@code Xavier()}, by Glorot and Bengio, "Understanding the difficulty of training deep
   * feedforward neural networks", AISTATS 2010, equation 16. For a shape {@code (out, in, k…)},
   * {@code fanIn = in · k…} and {@code fanOut = out · k…}.
   *
   * @return the rule
   */
  static Initializer xavier() {
    return new Xavier();
  }

  /**
   * Every value is {@code value}.
   *
   * @param value the value
   * @return the rule
   */
  static Initializer constant(double value) {
    return new Constant(value);
  }

  /** {@return what a weight gets where nothing else is said: {@code uniform(0.07)}, as in Gluon} */
  static Initializer standard() {
    return new Uniform(0.07);
  }

  /**
   * See {@link Initializer#uniform}.
   *
   * @param scale the largest distance from 0, more than 0
   */
  record Uniform(double scale) implements Initializer {
    /**
     * Checks the scale.
     *
     * @param scale the largest distance from 0, more than 0
     */
    public Uniform {
      positive("scale", scale);
    }

    @Override
    public double[] fill(Shape shape, RandomGenerator random) {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextDouble() * 2 - 1) * scale;
      }
      return values;
    }
  }

  /**
   * See {@link Initializer#normal}.
   *
   * @param sigma the standard deviation, more than 0
   */
  record Normal(double sigma) implements Initializer {
    /**
     * Checks the standard deviation.
     *
     * @param sigma the standard deviation, more than 0
     */
    public Normal {
      positive("sigma", sigma);
    }

    @Override
    public double[] fill(Shape shape, RandomGenerator random) {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = gaussian(random) * sigma;
      }
      return values;
    }

    // Box and Muller's, in strict arithmetic: the JDK's nextGaussian may differ from one JDK to the
    // next.
    private static double gaussian(RandomGenerator random) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
  }

  /** See {@link Initializer#xavier}. */
  record Xavier() implements Initializer {
    private static final double MAGNITUDE = 3;

    @Override
    public double[] fill(Shape shape, RandomGenerator random) {
      if (shape.rank() < 2) {
        throw new IllegalArgumentException(
            "Xavier needs a shape of at least two dimensions, found " + shape);
      }
      double kernel = 1;
      for (int i = 2; i < shape.rank(); i++) {
        kernel *= shape.size(i);
      }
      double fanIn = shape.size(1) * kernel;
      double fanOut = shape.size(0) * kernel;
      return new Uniform(Math.sqrt(MAGNITUDE / ((fanIn + fanOut) / 2))).fill(shape, random);
    }
  }

  /**
   * See {@link Initializer#constant}.
   *
   * @param value the value of every element
   */
  record Constant(double value) implements Initializer {
    /**
     * Checks the value.
     *
     * @param value the value
     */
    public Constant {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value must be finite, found " + value);
      }
    }

    @Override
    public double[] fill(Shape shape, RandomGenerator random) {
      double[] values = new double[length(shape)];
      Arrays.fill(values, value);
      return values;
    }
  }

  private static int length(Shape shape) {
    if (!shape.isKnown()) {
      throw new IllegalArgumentException(
          "a shape must be known in full to be filled, found " + shape);
    }
    return Math.toIntExact(shape.elements());
  }

  private static void positive(String what, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be finite and more than 0, found " + value);
    }
  }
}
