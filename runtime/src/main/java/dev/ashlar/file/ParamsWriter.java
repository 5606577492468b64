package dev.ashlar.file;

import dev.ashlar.naming.NameList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes MXNet's .params, version 2, which Gluon 1.9.1 reads. That version has no scalars: one is
 * written as an array of one element. Metadata has no place in the format.
 */
final class ParamsWriter {
  private static final int CPU = 1;

  private ParamsWriter() {}

  /**
   * Writes a file.
   *
   * @throws ArrayFileException if the format cannot hold an array
   */
  static void write(
      WritableByteChannel channel, List<StoredArray> arrays, SortedMap<String, String> metadata)
      throws IOException {
    ArrayContent.writeFully(
        channel,
        buffer(3 * Long.BYTES)
            .putLong(ParamsReader.MAGIC)
            .putLong(0)
            .putLong(arrays.size())
            .flip());
    for (StoredArray array : arrays) {
      ArrayContent.writeFully(channel, record(array));
      array.content().writeTo(channel, array.bytes());
    }
    ArrayContent.writeFully(channel, buffer(Long.BYTES).putLong(arrays.size()).flip());
    for (StoredArray array : arrays) {
      byte[] name = Utf8.encode(array.name());
      ArrayContent.writeFully(
          channel,
          buffer(Long.BYTES + name.length).putLong(name.length).put(name).flip());
    }
  }

  private static ByteBuffer record(StoredArray array) {
    int type = array
        .type()
        .params()
        .orElseThrow(
            () -> new ArrayFileException(NameList.quote(array.name()) + " is " + array.type()
                + ", which MXNet's .params does not have: cast it, or save safetensors"));
    if (array.bytes() == 0) {
      throw new ArrayFileException(NameList.quote(array.name()) + " of shape " + array.shape()
          + " has no elements, which version 2 of MXNet's .params cannot say");
    }
    long[] sizes = array.shape().rank() == 0 ? new long[] {1} : array.shape().sizes();
    ByteBuffer record = buffer(6 * Integer.BYTES + sizes.length * Long.BYTES)
        .putInt(ParamsReader.V2)
        .putInt(ParamsReader.DENSE)
        .putInt(sizes.length);
    for (long size : sizes) {
      record.putLong(size);
    }
    return record.putInt(CPU).putInt(0).putInt(type).flip();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
