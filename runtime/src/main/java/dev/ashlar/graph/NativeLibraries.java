package dev.ashlar.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native code that ND4J needs, in jars of their own for each platform. The runtime's pom names
 * those of the machine that builds; another machine, or a class path made by hand, may lack them.
 */
public final class NativeLibraries {
  /** The libraries by what their file names hold, and the artifacts that bring them. */
  private static final Map<String, String> ARTIFACTS = Map.of(
      "jniopenblas", "org.bytedeco:openblas",
      "jnijavacpp", "org.bytedeco:javacpp",
      "jnind4jcpu", "org.nd4j:nd4j-native");

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

  private static String message(LinkageError failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage());
    for (Map.Entry<String, String> library : ARTIFACTS.entrySet()) {
      if (reason.contains(library.getKey())) {
        return "ND4J's native code for " + Loader.getPlatform() + " is not on the class path ("
            + reason + "): add " + coordinates(library.getValue());
      }
    }
    return "ND4J cannot start (" + root + "): its natives for " + Loader.getPlatform()
        + " come from org.nd4j:nd4j-native, org.bytedeco:openblas and org.bytedeco:javacpp, each with the platform as classifier";
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
