package dev.ashlar.file;

import dev.ashlar.shape.Shape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of a .npy file, versions 1 to 3: a magic number, a version, a length, and a Python
 * dictionary with the type, the order and the shape.
 *
 * @param type the type of the elements
 * @param swapped whether they are big-endian
 * @param columnsFirst whether they lie column by column, as in Fortran
 * @param shape the sizes
 * @param bytes how many bytes the start has
 */
record NpyHeader(ElementType type, boolean swapped, boolean columnsFirst, Shape shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final int MOST_SIZES = 32;
  private static final Pattern FIELD = Pattern.compile(
      "\\s*(?:'([a-z_]{1,20})'|\"([a-z_]{1,20})\")\\s*:\\s*(?:'([^']{0,40})'|(True|False)|\\(([0-9, L]{0,700})\\))\\s*(,|(?=\\}))");

  /** Why a start is none; the reader says where. */
  static final class BadHeaderException extends Exception {
    private static final long serialVersionUID = 1;

    BadHeaderException(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  /**
   * Reads the start of a .npy file.
   *
   * @throws BadHeaderException if it is none, or of a type that no array of numbers has
   */
  static NpyHeader read(InputStream in) throws IOException, BadHeaderException {
    DataInputStream data = new DataInputStream(in);
    try {
      byte[] start = new byte[MAGIC.length + 2];
      data.readFully(start);
      if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw new BadHeaderException("it does not begin as a .npy file does");
      }
      int version = start[MAGIC.length];
      if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
        throw new BadHeaderException("it has version " + version + "." + start[MAGIC.length + 1]
            + " of .npy, not 1.0, 2.0 or 3.0");
      }
      byte[] number = new byte[version == 1 ? Short.BYTES : Integer.BYTES];
      data.readFully(number);
      ByteBuffer buffer = ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN);
      int length = version == 1 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
      if (length < 0 || length > LONGEST) {
        throw new BadHeaderException("its header is longer than " + LONGEST + " bytes");
      }
      byte[] text = new byte[length];
      data.readFully(text);
      return parse(
          new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
          start.length + number.length + length);
    } catch (EOFException cut) {
      throw new BadHeaderException("it ends inside its header");
    }
  }

  private static NpyHeader parse(String text, int bytes) throws BadHeaderException {
    String descr = null;
    Boolean columnsFirst = null;
    Shape shape = null;
    Matcher field = FIELD.matcher(text);
    int at = text.indexOf('{') + 1;
    while (at > 0 && field.find(at) && field.start() == at) {
      String key = field.group(1) == null ? field.group(2) : field.group(1);
      if (key.equals("descr") && descr == null && field.group(3) != null) {
        descr = field.group(3);
      } else if (key.equals("fortran_order") && columnsFirst == null && field.group(4) != null) {
        columnsFirst = field.group(4).equals("True");
      } else if (key.equals("shape") && shape == null && field.group(5) != null) {
        shape = shape(field.group(5));
      } else {
        throw new BadHeaderException("its header has '" + key + "' twice, wrong, or unknown");
      }
      at = field.end();
    }
    if (descr == null
        || columnsFirst == null
        || shape == null
        || at <= 0
        || !text.substring(at).strip().equals("}")) {
      throw new BadHeaderException(
          "its header is not a dictionary of a plain type, fortran_order and shape");
    }
    char order = descr.isEmpty() ? ' ' : descr.charAt(0);
    Optional<ElementType> type =
        "<>|=".indexOf(order) < 0 ? Optional.empty() : ElementType.ofNumpy(descr.substring(1));
    if (type.isEmpty() || order == '|' && type.get().bytes() > 1) {
      throw new BadHeaderException("its elements are of the type '" + descr.strip() + "'"
          + (descr.endsWith("O")
              ? ": Python objects, which only Python can read"
              : ", which is none of numbers that is read here"));
    }
    boolean swapped = order == '>' && type.get().bytes() > 1;
    return new NpyHeader(type.get(), swapped, columnsFirst, shape, bytes);
  }

  private static Shape shape(String tuple) throws BadHeaderException {
    String text = tuple.replace(" ", "").replace("L", "");
    if (text.isEmpty()) {
      return Shape.of();
    }
    String[] parts = text.split(",");
    boolean isTuple = parts.length > 1 || text.endsWith(",");
    if (!isTuple || parts.length > MOST_SIZES) {
      throw new BadHeaderException(
          "its shape (" + tuple + ") is no tuple of at most " + MOST_SIZES + " sizes");
    }
    try {
      return Shape.of(Arrays.stream(parts).mapToLong(Long::parseLong).toArray());
    } catch (NumberFormatException notANumber) {
      throw new BadHeaderException("its shape (" + tuple + ") is no tuple of sizes");
    }
  }

  /**
   * The start of a file that holds such an array, as numpy writes it.
   *
   * @param descr the type as numpy says it, as {@code <f4}
   */
  static byte[] write(String descr, Shape shape) {
    String sizes = Arrays.toString(shape.sizes()).replace('[', '(').replace(']', ')');
    if (shape.rank() == 1) {
      sizes = sizes.replace(")", ",)");
    }
    String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + sizes + ", }";
    int unpadded = MAGIC.length + 2 + Short.BYTES + text.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(MAGIC.length + 2 + Short.BYTES + header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) header.length)
        .put(header)
        .array();
  }
}
