package dev.ashlar.graph;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.BooleanIndexer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.Indexer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.LongIndexer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A plan's memory: one piece of native memory, and the arrays on it. They overlap where one is not
 * needed any more when the other is written; {@link Placement} has decided where.
 */
final class Arena implements AutoCloseable {
  private final BytePointer block;
  private final long start; // from the block's first byte, so that the address is aligned
  private final Placement placement;
  private final Map<Value, INDArray> arrays = new IdentityHashMap<>();
  private final Map<Value, List<Movable>> movables = new IdentityHashMap<>(); // by the inputs

  Arena(Placement placement, Collection<Value> inputs) {
    this.placement = placement;
    inputs.forEach(input -> movables.put(input, new ArrayList<>()));
    this.block = new BytePointer(placement.bytes() + Placement.ALIGNMENT);
    this.start = -block.address() & (Placement.ALIGNMENT - 1);
  }

  /** Whether an array can be placed: Java's loops see no more than 2 GB of one. */
  static boolean holds(DataType type, long elements) {
    return switch (type) {
      case FLOAT, DOUBLE, INT, LONG, BOOL -> elements <= Integer.MAX_VALUE / type.width();
      default -> false;
    };
  }

  /** How much memory it is. */
  long bytes() {
    return placement.bytes();
  }

  /** The array of a value. */
  INDArray array(Value value) {
    INDArray fixed = value.fixed();
    return fixed != null ? fixed : arrays.computeIfAbsent(value, this::create);
  }

  /** The array that an input is copied to; null where everyone reads it through a pointer. */
  @Nullable
  INDArray copied(Value input) {
    boolean hasArray = arrays.keySet().stream().anyMatch(value -> value.root() == input);
    return hasArray ? array(input) : null;
  }

  /** The pointers to an input. */
  List<Movable> movables(Value input) {
    return List.copyOf(Objects.requireNonNull(movables.get(input)));
  }

  /** The elements of a value in float32 where a Java loop reads them; an input is copied there. */
  FloatBuffer floatBuffer(Value value) {
    array(value);
    return new FloatPointer(elements(value)).capacity(value.length()).asBuffer();
  }

  /** The bits of the elements of a value in float32, as {@link #floatBuffer}. */
  IntBuffer bits(Value value) {
    array(value);
    return new IntPointer(elements(value)).capacity(value.length()).asBuffer();
  }

  /** The elements of a value in float64 where a Java loop reads them; an input is copied there. */
  DoubleBuffer doubleBuffer(Value value) {
    array(value);
    return new DoublePointer(elements(value)).capacity(value.length()).asBuffer();
  }

  /** The elements of a value in float32. */
  FloatPointer floats(Value value) {
    List<Movable> ofInput = movables.get(value.root());
    if (ofInput != null) {
      Movable.Floats pointer = new Movable.Floats();
      ofInput.add(pointer);
      return pointer;
    }
    return new FloatPointer(elements(value)).capacity(value.length());
  }

  /** The elements of a value in float64. */
  DoublePointer doubles(Value value) {
    List<Movable> ofInput = movables.get(value.root());
    if (ofInput != null) {
      Movable.Doubles pointer = new Movable.Doubles();
      ofInput.add(pointer);
      return pointer;
    }
    return new DoublePointer(elements(value)).capacity(value.length());
  }

  /**
   * The elements of a value for oneDNN.
   *
   * @param layout how they lie
   * @param owner destroys it
   */
  dnnl_memory memory(Value value, Layout layout, OneDnn owner) {
    dnnl_memory memory = new dnnl_memory();
    List<Movable> ofInput = movables.get(value.root());
    Pointer elements = ofInput == null ? elements(value) : null;
    OneDnn.check(
        dnnl.dnnl_memory_create(memory, layout.descriptor(), OneDnn.engine(), elements),
        "an array");
    owner.own(memory, dnnl::dnnl_memory_destroy);
    if (ofInput != null) {
      ofInput.add(new Movable.Memory(memory));
    }
    return memory;
  }

  private Pointer elements(Value value) {
    INDArray fixed = value.fixed();
    if (fixed != null) {
      arrays.put(value, fixed); // a pointer does not keep it alive
      return fixed.data().addressPointer();
    }
    return block.getPointer(position(value));
  }

  private long position(Value value) {
    return start + placement.offset(value.root());
  }

  private INDArray create(Value value) {
    Pointer place = block.getPointer(position(value));
    long[] shape = value.shape();
    return Nd4j.create(
        buffer(place, value.type(), value.length()),
        shape,
        Nd4j.getStrides(shape, 'c'),
        0,
        'c',
        value.type());
  }

  private static DataBuffer buffer(Pointer place, DataType type, long length) {
    return switch (type) {
      case FLOAT -> {
        FloatPointer numbers = new FloatPointer(place).capacity(length);
        yield buffer(numbers, type, FloatIndexer.create(numbers));
      }
      case DOUBLE -> {
        DoublePointer numbers = new DoublePointer(place).capacity(length);
        yield buffer(numbers, type, DoubleIndexer.create(numbers));
      }
      case INT -> {
        IntPointer numbers = new IntPointer(place).capacity(length);
        yield buffer(numbers, type, IntIndexer.create(numbers));
      }
      case LONG -> {
        LongPointer numbers = new LongPointer(place).capacity(length);
        yield buffer(numbers, type, LongIndexer.create(numbers));
      }
      case BOOL -> {
        BooleanPointer flags = new BooleanPointer(place).capacity(length);
        yield buffer(flags, type, BooleanIndexer.create(flags));
      }
      default -> throw new IllegalArgumentException(type.toString()); // holds(type) was asked
    };
  }

  private static DataBuffer buffer(Pointer elements, DataType type, Indexer indexer) {
    return Nd4j.getDataBufferFactory().create(elements, type, elements.capacity(), indexer);
  }

  @Override
  public void close() {
    arrays.clear();
    block.deallocate();
  }
}
