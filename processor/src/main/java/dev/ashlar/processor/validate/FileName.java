package dev.ashlar.processor.validate;

import java.nio.charset.StandardCharsets;

/** How long the name of a file is, and how long it can be on the file systems in use. */
final class FileName {
  static final int MAX = 255;

  private FileName() {}

  /** The bytes in the name of the file that holds a class. */
  static int length(String binarySimpleName) {
    return bytes(binarySimpleName + ".class");
  }

  /** The bytes in the name of a file. */
  static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
