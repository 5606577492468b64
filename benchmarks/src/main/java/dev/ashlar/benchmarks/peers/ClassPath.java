package dev.ashlar.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a library's process may see: this module's classes and the library's own jars, as its users
 * have them.
 */
record ClassPath(List<Path> own, List<Path> jars) {
  /** Jars that only the main process needs. */
  private static final List<String> MAIN_ALONE = List.of(
      "/processor/target/",
      "/com/palantir/javapoet/",
      "/com/google/protobuf/",
      "/org/knowm/xchart/",
      "/com/google/auto/value/",
      "/io/soabase/record-builder/",
      "/org/immutables/value/");

  /**
   * A library's part of this process's class path.
   *
   * @throws IllegalStateException if a jar here belongs to no library: then {@link Library#jars} is
   *     out of date
   */
  static ClassPath of(Library library) {
    List<Path> all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
    for (Path path : all) {
      boolean known = isOwn(path)
          || matches(path, MAIN_ALONE)
          || Arrays.stream(Library.values()).anyMatch(each -> matches(path, each.jars()));
      if (!known) {
        throw new IllegalStateException(path
            + " belongs to no library: say in Library.jars to which, or in ClassPath that to none");
      }
    }
    return new ClassPath(
        all.stream().filter(ClassPath::isOwn).toList(),
        all.stream().filter(path -> matches(path, library.jars())).toList());
  }

  private static boolean isOwn(Path path) {
    return path.toString().replace('\\', '/').contains("/benchmarks/target/");
  }

  private static boolean matches(Path path, List<String> parts) {
    String text = path.toString().replace('\\', '/');
    return parts.stream().anyMatch(text::contains);
  }

  /** What the library's jars take on the disk. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return Stream.concat(own.stream(), jars.stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
