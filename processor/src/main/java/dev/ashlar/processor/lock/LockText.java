package dev.ashlar.processor.lock;

import dev.ashlar.naming.Lineage;
import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.lock.LockedMember.Kind;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the lock is written: sorted lines of words. A block's first line is {@code demo.Mlp (version
 * 1)}; then one line a member: the class, the structural name, what it is, and what else is known
 * of it, {@code demo.Mlp hidden layer=DenseLayer prefix=dense0_ bias:float32(128)
 * weight:float32(128,784)}. Of a name, whatever is neither a letter nor a digit nor {@code _} or
 * {@code -} is written as the bytes of its UTF-8 form, {@code ~20}.
 */
final class LockText {
  private static final char ESCAPE = '~'; // after all letters, so that lines stay sorted
  private static final String VERSION_START = "(version ";
  private static final String FORMERLY = "formerly=";
  private static final String PREFIX = "prefix=";
  private static final String SHARED = "shared=";
  private static final String COUNT = "count=";
  private static final String INPUT = "input=";

  private LockText() {}

  /** The lines of a block, sorted. */
  static List<String> lines(LockedBlock block) {
    List<String> lines = new ArrayList<>();
    lines.add(block.className() + " " + VERSION_START + block.version() + ")");
    block.members().values().stream()
        .map(member -> line(block.className(), member))
        .sorted()
        .forEach(lines::add);
    return lines;
  }

  static String line(String className, LockedMember member) {
    List<String> words = new ArrayList<>(List.of(className, escaped(member.name())));
    String kind = member.kind().word();
    words.add(member.type().isEmpty() ? kind : kind + "=" + member.type());
    if (member.count() > 0) {
      words.add(COUNT + member.count());
    }
    member.prefix().ifPresent(prefix -> words.add(PREFIX + escaped(prefix)));
    member.sharedWith().ifPresent(other -> words.add(SHARED + escaped(other)));
    List<String> names = member.lineage().names();
    if (names.size() > 1) {
      List<String> former = new ArrayList<>();
      for (int i = names.size() - 2; i >= 0; i--) {
        former.add(escaped(names.get(i)));
      }
      words.add(FORMERLY + String.join(",", former));
    }
    if (member.input().hasRank()) {
      words.add(INPUT + sizes(member.input()));
    }
    member
        .parameters()
        .forEach((path, array) -> words.add(Arrays.stream(path.split("\\.", -1))
                .map(LockText::escaped)
                .collect(Collectors.joining("."))
            + ":" + array.dtype() + sizes(array.shape())));
    return String.join(" ", words);
  }

  private static String sizes(Shape shape) {
    return shape.hasRank()
        ? Arrays.stream(shape.sizes())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",", "(", ")"))
        : "(?)";
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    name.codePoints().forEach(c -> {
      if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
        escaped.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append(ESCAPE).append(String.format(Locale.ROOT, "%02X", b));
        }
      }
    });
    return escaped.toString();
  }

  private static String unescaped(String word) {
    try {
      String name = URLDecoder.decode(word.replace(ESCAPE, '%'), StandardCharsets.UTF_8);
      if (escaped(name).equals(word)) {
        return name;
      }
    } catch (IllegalArgumentException refused) { // said below
    }
    throw new IllegalArgumentException("'" + word + "' is not how a name is written");
  }

  /** Whether a line is a block's first one. */
  static boolean isFirst(String line) {
    return line.contains(" " + VERSION_START);
  }

  /**
   * The version that a block's first line states.
   *
   * @throws IllegalArgumentException if the line is not well formed
   */
  static int version(String line) {
    String text = line.substring(line.indexOf(' ') + 1);
    try {
      int version = Integer.parseInt(text.substring(VERSION_START.length(), text.length() - 1));
      if (version >= 1 && text.equals(VERSION_START + version + ")")) {
        return version;
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException refused) { // said below
    }
    throw new IllegalArgumentException(
        "expected '" + VERSION_START + "<number>)', found '" + text + "'");
  }

  /** The class that a line is about. */
  static String className(String line) {
    int space = line.indexOf(' ');
    String name = space < 0 ? line : line.substring(0, space);
    if (!Arrays.stream(name.split("\\.", -1)).allMatch(LockText::isIdentifier)) {
      throw new IllegalArgumentException("expected the name of a class, found '" + name + "'");
    }
    return name;
  }

  private static boolean isIdentifier(String part) {
    return !part.isEmpty()
        && Character.isJavaIdentifierStart(part.codePointAt(0))
        && part.codePoints().allMatch(Character::isJavaIdentifierPart);
  }

  /**
   * The member that a line is about.
   *
   * @throws IllegalArgumentException if the line is not well formed
   */
  static LockedMember member(String line) {
    if (line.endsWith(" ")) {
      throw new IllegalArgumentException("remove the space at the end");
    }
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() < 3) {
      throw new IllegalArgumentException("expected a class, a name and what it is");
    }
    String name = NameRule.checkPart(unescaped(words.get(1)));
    String[] kind = words.get(2).split("=", 2);
    Map<String, String> known = new TreeMap<>();
    Map<String, Array> parameters = new TreeMap<>();
    for (String word : words.subList(3, words.size())) {
      int equals = word.indexOf('=');
      int colon = word.indexOf(':');
      Object before = equals >= 0
          ? known.put(word.substring(0, equals + 1), word.substring(equals + 1))
          : colon >= 0
              ? parameters.put(path(word.substring(0, colon)), array(word.substring(colon + 1)))
              : word;
      if (before != null) {
        throw new IllegalArgumentException("'" + word + "' is not expected here");
      }
    }
    List<String> former = Optional.ofNullable(known.remove(FORMERLY))
        .map(text -> Arrays.stream(text.split(",", -1))
            .map(LockText::unescaped)
            .map(NameRule::checkPart)
            .toList())
        .orElse(List.of());
    LockedMember member = new LockedMember(
        Lineage.of(name, former),
        kind(kind[0]),
        kind.length == 2 ? kind[1] : "",
        Optional.ofNullable(known.remove(COUNT)).map(LockText::count).orElse(0),
        Optional.ofNullable(known.remove(PREFIX)).map(LockText::unescaped),
        Optional.ofNullable(known.remove(SHARED)).map(LockText::unescaped),
        Optional.ofNullable(known.remove(INPUT)).map(LockText::shape).orElse(Shape.unknown()),
        parameters);
    if (!known.isEmpty()) {
      throw new IllegalArgumentException("'" + known.keySet().iterator().next() + "' is not known");
    }
    requireWhole(member);
    if (!line(words.get(0), member).equals(line)) {
      throw new IllegalArgumentException("expected '" + line(words.get(0), member) + "'");
    }
    return member;
  }

  private static Kind kind(String text) {
    return Arrays.stream(Kind.values())
        .filter(each -> each.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "expected " + kinds() + " behind the name, found '" + text + "'"));
  }

  private static String kinds() {
    return Arrays.stream(Kind.values())
        .map(Kind::word)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static int count(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("expected '" + COUNT + "<number>', found '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  // What each kind of member is written with.
  private static void requireWhole(LockedMember member) {
    boolean hasClass = member.kind() == Kind.LAYER || member.kind() == Kind.BLOCK;
    if (hasClass == member.type().isEmpty()) {
      String kind = member.kind().word();
      throw new IllegalArgumentException(
          hasClass
              ? "expected '" + kind + "=<class>'"
              : "a class behind '" + kind + "=' is not expected here");
    }
    boolean isParameter = member.kind() == Kind.PARAMETER;
    if (isParameter && !member.parameters().keySet().equals(Set.of(""))) {
      throw new IllegalArgumentException(
          "expected one ':<type>(<sizes>)' behind 'parameter', as in ':float32(2)'");
    }
    if (!isParameter && member.kind() != Kind.LAYER && !member.parameters().isEmpty()) {
      throw new IllegalArgumentException("types and sizes stand with layers and parameters alone");
    }
  }

  private static String path(String text) {
    return Arrays.stream(text.split("\\.", -1))
        .map(LockText::unescaped)
        .collect(Collectors.joining("."));
  }

  private static Array array(String text) {
    int open = text.indexOf('(');
    String dtype = text.substring(0, Math.max(open, 0));
    return new Array(
        Arrays.stream(DType.values())
            .filter(each -> each.toString().equals(dtype))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(
                "expected one of " + Arrays.toString(DType.values()) + ", found '" + text + "'")),
        shape(text.substring(open)));
  }

  private static Shape shape(String text) {
    if (text.equals("(?)")) {
      return Shape.unknown();
    }
    if (text.equals("()")) {
      return Shape.of();
    }
    if (!text.matches("\\(\\d{1,18}(,\\d{1,18})*\\)")) {
      throw new IllegalArgumentException("expected sizes, found '" + text + "'");
    }
    return Shape.of(Arrays.stream(text.substring(1, text.length() - 1).split(","))
        .mapToLong(Long::parseLong)
        .toArray());
  }
}
