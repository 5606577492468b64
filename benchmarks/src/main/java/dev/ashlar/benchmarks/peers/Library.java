package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.library.AshlarPeer;
import dev.ashlar.benchmarks.peers.library.ByHandPeer;
import dev.ashlar.benchmarks.peers.library.DjlPeer;
import dev.ashlar.benchmarks.peers.library.Dl4jPeer;
import dev.ashlar.benchmarks.peers.library.EagerPeer;
import dev.ashlar.benchmarks.peers.library.OnnxRuntimePeer;
import dev.ashlar.benchmarks.peers.library.Peer;
import dev.ashlar.benchmarks.peers.library.SameDiffPeer;
import dev.ashlar.benchmarks.peers.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The libraries that are compared, and what each needs to run. */
enum Library {
  ASHLAR("Ashlar"),
  ONNX_RUNTIME("ONNX Runtime"),
  DJL("DJL + PyTorch"),
  BY_HAND("ND4J by hand"),
  EAGER("ND4J eager"),
  SAME_DIFF("SameDiff"),
  DL4J("DL4J");

  /** What ND4J's users get; each is a part of a jar's path. */
  private static final List<String> ND4J = List.of(
      "/org/nd4j/",
      "/org/bytedeco/javacpp/",
      "/org/bytedeco/openblas/",
      "/org/slf4j/",
      "/com/jakewharton/byteunits/",
      "/org/apache/commons/commons-math3/",
      "/org/apache/commons/commons-lang3/",
      "/org/apache/commons/commons-collections4/",
      "/com/google/flatbuffers/",
      "/commons-net/",
      "/net/ericaro/neoitertools/",
      "/commons-io/");

  private static final List<String> HARDWARE_REPORT = List.of(
      "/com/github/oshi/",
      "/net/java/dev/jna/",
      "/org/threeten/",
      "/commons-codec/",
      "/org/apache/commons/commons-compress/");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** A new instance; only a process with this library's class path can make it. */
  Peer peer() {
    return switch (this) {
      case ASHLAR -> new AshlarPeer();
      case ONNX_RUNTIME -> new OnnxRuntimePeer();
      case DJL -> new DjlPeer();
      case BY_HAND -> new ByHandPeer();
      case EAGER -> new EagerPeer();
      case SAME_DIFF -> new SameDiffPeer();
      case DL4J -> new Dl4jPeer();
    };
  }

  /** The parts of paths by which its jars are known. */
  List<String> jars() {
    return switch (this) {
      case ASHLAR ->
        joined(
            ND4J,
            List.of(
                "/runtime/target/",
                "/dev/ashlar/ashlar-runtime/",
                "/com/fasterxml/jackson/core/jackson-core/",
                "/info/picocli/",
                "/org/bytedeco/dnnl/",
                "/org/bytedeco/opencl/",
                "/me/tongfei/",
                "/org/jline/",
                "/org/jspecify/"));
      case ONNX_RUNTIME -> List.of("/com/microsoft/onnxruntime/");
      case DJL ->
        List.of(
            "/ai/djl/",
            "/com/google/code/gson/",
            "/com/google/errorprone/",
            "/net/java/dev/jna/jna/",
            "/org/apache/commons/commons-compress/",
            "/org/apache/commons/commons-lang3/",
            "/commons-io/",
            "/commons-codec/",
            "/org/slf4j/");
      case BY_HAND, EAGER, SAME_DIFF -> joined(ND4J, HARDWARE_REPORT);
      case DL4J ->
        joined(
            joined(ND4J, HARDWARE_REPORT),
            List.of("/org/deeplearning4j/", "/com/google/code/gson/", "/it/unimi/dsi/fastutil/"));
    };
  }

  /** Options of its Java process. */
  List<String> options(int threads) {
    return this == DJL
        ? List.of(
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + threads,
            "-Dai.djl.pytorch.num_interop_threads=" + threads,
            "-Dai.djl.pytorch.graph_optimizer=true")
        : List.of();
  }

  /** Environment variables of its process. */
  Map<String, String> environment(Model model, int threads) {
    String count = Integer.toString(threads);
    return switch (this) {
      case ONNX_RUNTIME, DJL -> Map.of();
      case ASHLAR -> Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count);
      case BY_HAND, EAGER, SAME_DIFF, DL4J ->
        model.hasImages()
            // convolutions in OpenMP's threads, products in OpenBLAS's: neither is to wait busily
            // while the other works
            ? Map.of(
                "OMP_NUM_THREADS",
                count,
                "OMP_WAIT_POLICY",
                "PASSIVE",
                "OPENBLAS_NUM_THREADS",
                count,
                "OPENBLAS_THREAD_TIMEOUT",
                "4")
            : Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count);
    };
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Override
  public String toString() {
    return title;
  }
}
