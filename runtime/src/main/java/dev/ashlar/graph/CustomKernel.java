package dev.ashlar.graph;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** An operation of ND4J's newer kind, which its native library runs from a filled context. */
final class CustomKernel implements Kernel {
  private final NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
  private final String name;
  private final long hash;
  private final OpContext context; // keeps arguments and arrays alive
  private final Pointer pointer;

  CustomKernel(String name, long hash, OpContext context) {
    this.name = name;
    this.hash = hash;
    this.context = context;
    this.pointer = context.contextPointer();
  }

  @Override
  public void run() {
    int status = library.execCustomOp2(null, hash, pointer);
    if (status != 0) {
      throw new IllegalStateException("the operation '" + name + "' failed on "
          + context.getInputArrays().stream().map(x -> x.shapeInfoToString()).toList() + ": status "
          + status + ", " + library.lastErrorMessage());
    }
  }
}
