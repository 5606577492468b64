package dev.ashlar.graph;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A weight for tests. */
public final class ArrayWeight implements Weight {
  private final String name;
  private INDArray value;
  private boolean trained = true;
  private boolean frozen;

  public ArrayWeight(String name, INDArray value) {
    this.name = name;
    this.value = value;
  }

  /** Gives it other memory. */
  public void replaceValue(INDArray other) {
    value = other;
  }

  public void setTrained(boolean trained) {
    this.trained = trained;
  }

  public void setFrozen(boolean frozen) {
    this.frozen = frozen;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Shape shape() {
    return Shape.of(value.shape());
  }

  @Override
  public DType dtype() {
    return value.dataType() == Weight.dataType(DType.FLOAT32) ? DType.FLOAT32 : DType.FLOAT64;
  }

  @Override
  public boolean isTrained() {
    return trained;
  }

  @Override
  public boolean isFrozen() {
    return frozen;
  }

  @Override
  public boolean hasValue() {
    return true;
  }

  @Override
  public INDArray value() {
    return value;
  }

  @Override
  public void set(INDArray array) {
    value.assign(array);
  }
}
