package dev.ashlar.checkpoint;

import dev.ashlar.file.NativeArrays;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What arrays held before they were overwritten: the first megabytes in memory, the rest in a file
 * in the folder for temporary ones ({@code java.io.tmpdir}), which nobody else sees and which
 * vanishes with the process; in memory too, where that file cannot be written.
 */
final class KeptArrays implements AutoCloseable {
  private static final long IN_MEMORY = 1L << 25;

  private final List<Kept> all = new ArrayList<>();
  private long inMemory;
  private boolean isFileBroken;
  private @Nullable FileChannel file; // null: not needed so far

  private interface Kept {
    void putBack() throws IOException;
  }

  private record InMemory(INDArray array, INDArray copy) implements Kept {
    @Override
    public void putBack() {
      array.assign(copy);
    }
  }

  private record InFile(INDArray array, FileChannel file, long from) implements Kept {
    @Override
    public void putBack() throws IOException {
      NativeArrays.fill(array, new Part(file, from));
    }
  }

  /** Keeps what an array, which lies by rows, holds now. */
  void keep(INDArray array) {
    long bytes = array.length() * array.dataType().width();
    FileChannel target = inMemory + bytes <= IN_MEMORY ? null : file();
    all.add(target == null ? inMemory(array) : inFile(array, target));
  }

  private @Nullable FileChannel file() {
    if (file == null && !isFileBroken) {
      try {
        Path path = Files.createTempFile("ashlar-", ".old");
        file = FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException noFile) {
        isFileBroken = true; // memory then
      }
    }
    return isFileBroken ? null : file;
  }

  private Kept inMemory(INDArray array) {
    inMemory += array.length() * array.dataType().width();
    return new InMemory(array, array.dup('c'));
  }

  private Kept inFile(INDArray array, FileChannel target) {
    try {
      long from = target.size();
      NativeArrays.write(array, new Part(target, from));
      return new InFile(array, target, from);
    } catch (IOException full) {
      isFileBroken = true; // what it holds so far can still be read
      return inMemory(array);
    }
  }

  /** Writes what the arrays held back into them. */
  void putBack() throws IOException {
    for (Kept kept : all) {
      kept.putBack();
    }
  }

  @Override
  public void close() throws IOException {
    for (Kept kept : all) {
      if (kept instanceof InMemory memory) {
        memory.copy().close();
      }
    }
    all.clear();
    if (file != null) {
      file.close();
    }
  }

  /** A file from a place on. */
  private static final class Part implements ByteChannel {
    private final FileChannel file;
    private long position;

    Part(FileChannel file, long position) {
      this.file = file;
      this.position = position;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count = file.read(target, position);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = file.write(bytes, position);
      position += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      // the file is closed as a whole
    }
  }
}
