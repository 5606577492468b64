package dev.ashlar.file;

import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * A named array in a file, or one that is to be written: its name, type and shape, which are known
 * at once, and its elements, which are read when they are asked for.
 */
public final class StoredArray {
  private final String name;
  private final ElementType type;
  private final Shape shape;
  private final long bytes;
  private final ArrayContent content;

  /**
   * An array.
   *
   * @param shape its sizes; a size of 0 means here that it has no elements, and an unknown shape
   *     that the file has the name alone
   * @throws ArithmeticException if it has more bytes than a long counts
   */
  StoredArray(String name, ElementType type, Shape shape, ArrayContent content) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.shape = Objects.requireNonNull(shape, "shape");
    this.bytes = shape.hasRank() ? bytes(type, shape.sizes()) : 0;
    this.content = Objects.requireNonNull(content, "content");
  }

  static long bytes(ElementType type, long... sizes) {
    long bytes = type.bytes();
    for (long size : sizes) {
      bytes = Math.multiplyExact(bytes, size);
    }
    return bytes;
  }

  /** {@return its name} */
  public String name() {
    return name;
  }

  /** {@return the type of its elements} */
  public ElementType type() {
    return type;
  }

  /**
   * {@return its sizes} A size of 0 means that it has no elements; {@link Shape#unknown()} that the
   * file names it, but holds no array.
   */
  public Shape shape() {
    return shape;
  }

  /** {@return how many bytes its elements have} */
  public long bytes() {
    return bytes;
  }

  /**
   * {@return the same array under another name}
   *
   * @param newName the other name
   */
  public StoredArray renamed(String newName) {
    return new StoredArray(newName, type, shape, content);
  }

  /**
   * {@return the elements, row by row, little-endian, whatever the file has; the caller closes it}
   * A channel that ends early throws.
   *
   * @throws IOException if the file cannot be read
   */
  public ReadableByteChannel open() throws IOException {
    return content.open();
  }

  /**
   * {@return whether another array has the same type and elements, byte by byte}
   *
   * @param other the other one
   * @throws IOException if a file cannot be read
   */
  public boolean sameElements(StoredArray other) throws IOException {
    if (type != other.type || bytes != other.bytes) {
      return false;
    }
    if (bytes == 0) {
      return true;
    }
    int size = (int) Math.min(bytes, ArrayContent.BUFFER);
    ByteBuffer mine = ByteBuffer.allocate(size);
    ByteBuffer theirs = ByteBuffer.allocate(size);
    try (ReadableByteChannel left = open();
        ReadableByteChannel right = other.open()) {
      do {
        ArrayContent.readFully(left, mine.clear());
        ArrayContent.readFully(right, theirs.clear());
        if (!mine.equals(theirs)) {
          return false;
        }
      } while (mine.hasRemaining());
      return true;
    }
  }

  ArrayContent content() {
    return content;
  }

  /** As {@code hidden.weight float32 (128, 784)}. */
  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
