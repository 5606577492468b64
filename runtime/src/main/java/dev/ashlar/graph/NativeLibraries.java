package dev.ashlar.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/**
 * The native code of ND4J and of oneDNN, in jars of their own for each platform. The runtime's pom
 * names those of the machine that builds; another machine, or a class path made by hand, may lack
 * them. Nothing runs without ND4J's; without oneDNN's all runs, but slower.
 *
 * @hidden
 */
public final class NativeLibraries {
  /** The libraries by what their file names hold, and the artifacts that bring them. */
  private static final Map<String, String> ARTIFACTS = Map.of(
      "jniopenblas", "org.bytedeco:openblas",
      "jnijavacpp", "org.bytedeco:javacpp",
      "jnind4jcpu", "org.nd4j:nd4j-native",
      "jnidnnl", "org.bytedeco:dnnl",
      "jniOpenCL", "org.bytedeco:opencl");

  private NativeLibraries() {}

  /**
   * Loads them, if that has not been done.
   *
   * @throws IllegalStateException if one is missing; the message names the artifact to add
   */
  public static void load() {
    try {
      Nd4j.factory();
    } catch (LinkageError failed) {
      throw new IllegalStateException(message(failed), failed);
    }
  }

  /** Says, once a process, that the slower kernels are taken since oneDNN cannot be loaded. */
  static void warnOfSlowerKernels(LinkageError failed) {
    LoggerFactory.getLogger(NativeLibraries.class)
        .warn(
            "{}; until then convolutions, poolings and products of float32 take several times as long",
            missing("oneDNN", failed)
                .orElse(
                    "oneDNN cannot start (" + root(failed) + "): its natives for "
                        + Loader.getPlatform()
                        + " come from org.bytedeco:dnnl and org.bytedeco:opencl, each with the platform as classifier"));
  }

  private static String message(LinkageError failed) {
    return missing("ND4J", failed)
        .orElse(
            "ND4J cannot start (" + root(failed) + "): its natives for " + Loader.getPlatform()
                + " come from org.nd4j:nd4j-native, org.bytedeco:openblas and org.bytedeco:javacpp, each with the platform as classifier");
  }

  /** The sentence that names the artifact to add, where the error tells which library it is. */
  private static Optional<String> missing(String whose, LinkageError failed) {
    String reason = String.valueOf(root(failed).getMessage());
    return ARTIFACTS.entrySet().stream()
        .filter(library -> reason.contains(library.getKey()))
        .findFirst()
        .map(library -> whose + "'s native code for " + Loader.getPlatform()
            + " is not on the class path (" + reason + "): add "
            + coordinates(library.getValue()));
  }

  private static Throwable root(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String coordinates(String artifact) {
    String[] parts = artifact.split(":");
    String place = "/META-INF/maven/" + parts[0] + "/" + parts[1] + "/pom.properties";
    Properties found = new Properties();
    try (InputStream stream = NativeLibraries.class.getResourceAsStream(place)) {
      if (stream != null) {
        found.load(stream);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return artifact + ":"
        + found.getProperty("version", "the same version as " + parts[1] + "'s jar")
        + " with the classifier " + Loader.getPlatform();
  }
}
