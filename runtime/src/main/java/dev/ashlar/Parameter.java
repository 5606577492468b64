package dev.ashlar;

import dev.ashlar.graph.Tracing;
import dev.ashlar.graph.Weight;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array that belongs to a layer: a weight, a bias, a statistic.
 *
 * <p>It has a name, a shape that may be known in part only until data or a file says the rest, and,
 * once it is initialized or loaded, a value. Its value must not be changed while a network that
 * uses it runs.
 */
public final class Parameter implements Weight {
  private final Node owner;
  private final String ownName;
  private final @Nullable Initializer initializer;
  private final boolean trainable;
  private Shape shape;
  private DType dtype;
  private boolean frozen;
  private @Nullable INDArray value; // null: none yet
  private long changes;
  private boolean handedOut; // whoever has it may change it

  Parameter(
      Node owner,
      String ownName,
      Shape shape,
      DType dtype,
      @Nullable Initializer initializer,
      boolean trainable) {
    this.owner = owner;
    this.ownName = ownName;
    this.shape = Objects.requireNonNull(shape, "shape");
    this.dtype = Objects.requireNonNull(dtype, "dtype");
    this.initializer = initializer;
    this.trainable = trainable;
  }

  /**
   * The name: its layer's prefix, then its own name.
   *
   * @throws IllegalStateException if its layer has no place yet
   */
  @Override
  public String name() {
    return owner.prefix() + ownName;
  }

  boolean isPlaced() {
    return owner.isPlaced();
  }

  /** The shape, as far as it is known. */
  @Override
  public Shape shape() {
    return shape;
  }

  /** The type of the elements. */
  @Override
  public DType dtype() {
    return dtype;
  }

  /** {@return how it gets its first value; empty where the network's initializer decides} */
  public Optional<Initializer> initializer() {
    return Optional.ofNullable(initializer);
  }

  /**
   * Whether training may change it: its layer says so, and it is not {@linkplain #freeze frozen}.
   */
  @Override
  public boolean isTrained() {
    return trainable && !frozen;
  }

  /** Whether it is {@linkplain #freeze frozen}. */
  @Override
  public boolean isFrozen() {
    return frozen;
  }

  /** Keeps training from changing it, running values included. */
  public void freeze() {
    frozen = true;
  }

  /** Lets training change it again. */
  public void unfreeze() {
    frozen = false;
  }

  /** Whether it has a value. */
  @Override
  public boolean hasValue() {
    return value != null;
  }

  /**
   * The value itself, not a copy: what is written to it holds for the next run of a network. Since
   * that may happen at any time, networks then look at all of it anew in every run, which takes a
   * little longer; {@code value().dup()} does not help, {@link #copy} does.
   *
   * @throws IllegalStateException if it has none yet
   */
  @Override
  public INDArray value() {
    INDArray memory = memory();
    handedOut = true;
    return memory;
  }

  /**
   * {@return a copy of the value}
   *
   * @throws IllegalStateException if it has none yet
   */
  public INDArray copy() {
    return memory().dup();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it has none yet
   */
  @Override
  public INDArray memory() {
    if (value == null) {
      throw new IllegalStateException(this
          + " has no value yet: call Network.initialize(seed), or load a checkpoint; unknown sizes (0) become known with the"
          + " first input");
    }
    return value;
  }

  @Override
  public long changes() {
    return handedOut ? UNSEEN : changes;
  }

  @Override
  public void changed() {
    changes++;
  }

  /**
   * Learns more about the shape.
   *
   * @param more the shape, as far as it is known now
   * @throws ShapeMismatchException if it contradicts what is known
   */
  public void resolve(Shape more) {
    try {
      shape = shape.merge(more);
    } catch (ShapeMismatchException mismatch) {
      throw mismatch.at(toString());
    }
  }

  /**
   * Sets the value to a copy of an array, in this parameter's type; the array that {@link #value()}
   * returned before is written in place.
   *
   * @throws ShapeMismatchException if its shape contradicts what is known, or it is empty
   */
  @Override
  public void set(INDArray array) {
    resolve(shapeOf(array));
    if (value == null) {
      value = Nd4j.createUninitializedDetached(Weight.dataType(dtype), array.shape());
    }
    boolean ownMemory = array.data().sameUnderlyingData(value.data());
    value.assign(ownMemory ? array.dup() : array); // a view of it may read what was just written
    changed();
  }

  /**
   * Takes an array over: where there is no value yet and the array is of this parameter's type, row
   * by row, it becomes the value, and is not copied; otherwise it is {@linkplain #set copied} and
   * closed. Either way the caller must not use it again.
   *
   * @param array values of the same shape
   * @throws ShapeMismatchException if its shape contradicts what is known, or it is empty
   */
  public void take(INDArray array) {
    boolean isValue = value == null
        && array.dataType() == Weight.dataType(dtype)
        && !array.isView()
        && !array.isAttached()
        && Arrays.equals(array.stride(), Nd4j.getStrides(array.shape(), 'c'));
    if (isValue) {
      resolve(shapeOf(array));
      value = array;
      handedOut = false;
      changed();
    } else {
      try (array) {
        set(array);
      }
    }
  }

  /** The shape of a value, in which a 0 would mean that a size is not known. */
  private Shape shapeOf(INDArray array) {
    if (array.isEmpty()) {
      throw new ShapeMismatchException(
              "at least one element", "an empty array of shape " + Arrays.toString(array.shape()))
          .at(toString());
    }
    return Shape.of(array.shape());
  }

  /**
   * {@return what some work returns that needs the parameters' values to stay as they are, as
   * saving them does} A {@code fit} that begins meanwhile waits until it is done; the work itself
   * must not train them.
   *
   * @param <T> what the work returns
   * @param parameters the parameters, of one model or of several
   * @param work what reads them, or sets them
   * @throws IllegalStateException if a {@code fit} in another thread is changing one of them
   */
  public static <T> T atRest(Collection<Parameter> parameters, Supplier<T> work) {
    return Trainings.rest(parameters, work);
  }

  /**
   * Takes back what a trace that failed has taught it: its value, and its shape but for what was
   * known before.
   */
  void forget(Shape before) {
    shape = before;
    value = null;
    handedOut = false;
    changed();
  }

  /**
   * Turns it, and its value if there is one, into another type.
   *
   * @param newType the type to come
   */
  public void cast(DType newType) {
    dtype = Objects.requireNonNull(newType, "newType");
    if (value != null) {
      value = value.castTo(Weight.dataType(newType)).detach();
      changed();
    }
  }

  /**
   * {@return the variable that stands for this parameter in the graph that is being traced; for use
   * in a block's {@code forward}}
   *
   * @throws IllegalStateException outside of {@code forward}
   */
  public SDVariable variable() {
    return Tracing.current().weight(this);
  }

  /** As Gluon prints it: {@code Parameter dense0_weight (shape=(100, 0), dtype=float32)}. */
  @Override
  public String toString() {
    String name = owner.isPlaced() ? name() : ownName;
    return "Parameter " + name + " (shape=" + shape + ", dtype=" + dtype + ")";
  }
}
