package dev.ashlar.processor.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lock as it stands in its file.
 *
 * @param blocks what it holds, by class
 * @param lines the number of the line of each class, and of each {@code class member}
 */
record LockFile(Map<String, LockedBlock> blocks, Map<String, Integer> lines) {
  private static final String COMMENT = "#";
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final List<String> HEAD = List.of(
      "# What saved files rely on, for Ashlar's compiler to compare with: commit it with the source.",
      "# Only the update writes it: compile with -Aashlar.lock.update=true");

  /** A line that cannot be what the update wrote. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int line;

    RefusedException(int line, String why) {
      super(why);
      this.line = line;
    }

    int line() {
      return line;
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  static LockFile empty() {
    return new LockFile(Map.of(), Map.of());
  }

  /** Reads the file. */
  static LockFile read(Path file) throws IOException, RefusedException {
    return parse(text(Files.readAllBytes(file)));
  }

  private static String text(byte[] bytes) throws RefusedException {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (end.isError()) {
      throw new RefusedException(
          (int) (text + "here").lines().count(),
          "what stands here is not text in UTF-8: take the file from version control again, or save it as UTF-8");
    }
    return text.toString();
  }

  static LockFile parse(String text) throws RefusedException {
    Map<String, Integer> versions = new TreeMap<>();
    Map<String, Map<String, LockedMember>> members = new TreeMap<>();
    Map<String, Integer> places = new TreeMap<>();
    // Some editors begin a file with a mark that is no part of its text.
    List<String> lines =
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith(COMMENT)) {
        continue;
      }
      try {
        requireNoMarker(line);
        String className = LockText.className(line);
        String key = className;
        if (LockText.isFirst(line)) {
          versions.put(className, LockText.version(line));
        } else {
          LockedMember member = LockText.member(line);
          members.computeIfAbsent(className, any -> new TreeMap<>()).put(member.name(), member);
          key = key(className, member.name());
        }
        Integer before = places.put(key, i + 1);
        if (before != null) {
          throw new IllegalArgumentException(
              "the same stands in line " + before + " already: keep one of the two");
        }
      } catch (IllegalArgumentException refused) {
        throw new RefusedException(
            i + 1, Optional.ofNullable(refused.getMessage()).orElse("?"));
      }
    }
    for (String className : members.keySet()) {
      if (!versions.containsKey(className)) {
        String first = members.get(className).keySet().iterator().next();
        throw new RefusedException(
            Objects.requireNonNull(places.get(key(className, first)), first),
            "the line '" + className + " (version …)' of its block is missing");
      }
    }
    Map<String, LockedBlock> blocks = new TreeMap<>();
    versions.forEach((className, version) -> blocks.put(
        className, new LockedBlock(className, version, members.getOrDefault(className, Map.of()))));
    return new LockFile(blocks, places);
  }

  private static void requireNoMarker(String line) {
    for (String marker : List.of("<<<<<<<", "=======", ">>>>>>>", "|||||||")) {
      if (line.startsWith(marker)) {
        throw new IllegalArgumentException("a merge left its mark '" + marker
            + "': keep of each pair of lines the one that holds, and remove the marks");
      }
    }
  }

  static String key(String className, String member) {
    return className + " " + member;
  }

  /** The number of the line of a block, or of a member of it. */
  int line(String key) {
    return lines.getOrDefault(key, 0);
  }

  /** The file's text with these blocks. */
  static String text(Map<String, LockedBlock> blocks) {
    List<String> lines = new ArrayList<>(HEAD);
    new TreeMap<>(blocks).values().forEach(block -> lines.addAll(LockText.lines(block)));
    return String.join("\n", lines) + "\n";
  }

  /** Writes the file, as a whole or not at all; of a link, what it leads to. */
  static void write(Path named, String text) throws IOException {
    Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException(file + " is a folder");
    }
    Files.createDirectories(folder);
    Path fresh = folder.resolve(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
