package dev.ashlar.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * The SHA-256 of all structural names with their types and shapes, a line each, sorted: equal for
 * models that share files.
 */
public final class SchemaHash {
  private final TreeSet<String> lines = new TreeSet<>();

  /** The hash of no parameters. */
  public SchemaHash() {}

  /**
   * Adds a parameter, its type and shape as they are printed.
   *
   * @param structuralName the structural name
   * @param dtype its type
   * @param shape its shape
   * @return this
   */
  public SchemaHash add(String structuralName, Object dtype, Object shape) {
    lines.add(structuralName + " " + dtype + " " + shape + "\n");
    return this;
  }

  /** The hash, in hexadecimal digits. */
  @Override
  public String toString() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(String.join("", lines).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
