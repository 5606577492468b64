package dev.ashlar.graph;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer to where a plan's input is now, so that callers' arrays need not be copied. */
interface Movable {
  /** Points to other elements. */
  void moveTo(long newAddress);

  /** To elements in float32. */
  final class Floats extends FloatPointer implements Movable {
    Floats() {
      super((Pointer) null);
    }

    @Override
    public void moveTo(long newAddress) {
      address = newAddress;
    }
  }

  /** To elements in float64. */
  final class Doubles extends DoublePointer implements Movable {
    Doubles() {
      super((Pointer) null);
    }

    @Override
    public void moveTo(long newAddress) {
      address = newAddress;
    }
  }

  /** To elements as oneDNN sees them. */
  final class Memory implements Movable {
    private final dnnl_memory memory;
    private final Floats elements = new Floats();

    Memory(dnnl_memory memory) {
      this.memory = memory;
    }

    @Override
    public void moveTo(long newAddress) {
      elements.moveTo(newAddress);
      OneDnn.check(dnnl.dnnl_memory_set_data_handle(memory, elements), "an input's place");
    }
  }
}
