package dev.ashlar.layer;

import dev.ashlar.Parameter;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Normalises each channel over the batch: {@code y = gamma · (x - mean) / sqrt(var + epsilon) +
 * beta}, where in training mean and var (that of the population, divided by n) are those of the
 * channel over all other dimensions, the batch included, and in prediction the running values.
 *
 * <p>After each training step, {@code running_mean = momentum · running_mean + (1 - momentum) ·
 * mean}, and the same for {@code running_var}; not where they are frozen. They are saved and not
 * trained. With {@link #useGlobalStats} they are used in training too, and stay as they are.
 *
 * <p>Input and output have the same shape; the channels are its dimension {@code axis}, by default
 * the first after the batch. Parameters, all {@code (channels,)}: {@code gamma}, at first 1;
 * {@code beta}, at first 0; {@code running_mean}, at first 0; {@code running_var}, at first 1.
 *
 * <p>Ioffe and Szegedy, "Batch Normalization", arXiv:1502.03167. Gluon's {@code BatchNorm}.
 */
public final class BatchNormLayer extends SpecLayer<BatchNormSpec> {
  private static final String MEAN = "running_mean";
  private static final String VARIANCE = "running_var";

  private BatchNormLayer(BatchNormSpec spec) {
    super(spec);
  }

  /** {@return a layer that normalises the first dimension after the batch} */
  public static BatchNormLayer batchNorm() {
    return new BatchNormLayer(new BatchNormSpec(
        BatchNormSpec.AXIS,
        BatchNormSpec.MOMENTUM,
        BatchNormSpec.EPSILON,
        BatchNormSpec.CENTER,
        BatchNormSpec.SCALE,
        BatchNormSpec.USE_GLOBAL_STATS,
        BatchNormSpec.IN_CHANNELS));
  }

  /**
   * {@return a new layer like this one whose channels are the given dimension}
   *
   * @param axis the dimension of the channels, counted from the batch's 0, or from the end where
   *     negative
   */
  public BatchNormLayer axis(int axis) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        axis,
        spec.momentum(),
        spec.epsilon(),
        spec.center(),
        spec.scale(),
        spec.useGlobalStats(),
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one that keeps that part of the running values in a training
   * step}
   *
   * @param momentum what part of the running values stays in a training step, from 0 to 1
   */
  public BatchNormLayer momentum(double momentum) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        momentum,
        spec.epsilon(),
        spec.center(),
        spec.scale(),
        spec.useGlobalStats(),
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one that adds the given number to the variance}
   *
   * @param epsilon what is added to the variance
   */
  public BatchNormLayer epsilon(double epsilon) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        spec.momentum(),
        epsilon,
        spec.center(),
        spec.scale(),
        spec.useGlobalStats(),
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one whose {@code beta} is trained or left at 0}
   *
   * @param center whether {@code beta} is trained rather than left at 0
   */
  public BatchNormLayer center(boolean center) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        spec.momentum(),
        spec.epsilon(),
        center,
        spec.scale(),
        spec.useGlobalStats(),
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one whose {@code gamma} is trained or left at 1}
   *
   * @param scale whether {@code gamma} is trained rather than left at 1
   */
  public BatchNormLayer scale(boolean scale) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        spec.momentum(),
        spec.epsilon(),
        spec.center(),
        scale,
        spec.useGlobalStats(),
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one that uses the running values in training too, or not}
   *
   * @param useGlobalStats whether the running values are used in training too
   */
  public BatchNormLayer useGlobalStats(boolean useGlobalStats) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        spec.momentum(),
        spec.epsilon(),
        spec.center(),
        spec.scale(),
        useGlobalStats,
        spec.inChannels()));
  }

  /**
   * {@return a new layer like this one for an input of so many channels; 0: taken from the input}
   *
   * @param inChannels how many channels the input has; 0: taken from the input
   */
  public BatchNormLayer inChannels(int inChannels) {
    BatchNormSpec spec = spec();
    return new BatchNormLayer(new BatchNormSpec(
        spec.axis(),
        spec.momentum(),
        spec.epsilon(),
        spec.center(),
        spec.scale(),
        spec.useGlobalStats(),
        inChannels));
  }

  @Override
  protected Shape knownInput() {
    return ChannelAxis.known(spec().axis(), parameter("gamma").shape().size(0));
  }

  // As far as the layer has been used before in this step, the running value has moved already.
  private void follow(String name, SDVariable ofBatch, Tracing tracing) {
    Parameter running = parameter(name);
    tracing.record(ofBatch, running.shape());
    double momentum = spec().momentum();
    SDVariable next = tracing.updated(running).mul(momentum).add(ofBatch.mul(1 - momentum));
    tracing.record(next, running.shape());
    tracing.update(running, next);
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    int axis = spec().axis() < 0 ? shape.rank() + spec().axis() : spec().axis();
    SDVariable mean = parameter(MEAN).variable();
    SDVariable variance = parameter(VARIANCE).variable();
    if (tracing.isTraining() && !spec().useGlobalStats()) {
      int[] others = IntStream.range(0, shape.rank()).filter(i -> i != axis).toArray();
      SDVariable kept = x.mean(true, others);
      SDVariable centered = x.sub(kept);
      mean = kept.reshape(shape.size(axis));
      variance = centered.mul(centered).mean(others);
      follow(MEAN, mean, tracing);
      follow(VARIANCE, variance, tracing);
    }
    return tracing
        .graph()
        .nn()
        .batchNorm(
            x,
            mean,
            variance,
            parameter("gamma").variable(),
            parameter("beta").variable(),
            spec().epsilon(),
            axis);
  }
}
