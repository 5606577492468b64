package dev.ashlar.outline;

/**
 * JSON as it is written: the fields of an object on lines of their own, the items of an array on
 * one. The compiler writes outlines with it, so that no library need stand on the processor path.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder newLine = new StringBuilder("\n");
  private boolean isFirst = true;

  JsonText beginObject() {
    text.append('{');
    newLine.append("  ");
    isFirst = true;
    return this;
  }

  JsonText endObject() {
    newLine.setLength(newLine.length() - 2);
    text.append(newLine).append('}');
    isFirst = false;
    return this;
  }

  JsonText beginArray() {
    text.append('[');
    isFirst = true;
    return this;
  }

  JsonText endArray() {
    text.append(" ]");
    isFirst = false;
    return this;
  }

  /** Begins a field of an object: its value follows. */
  JsonText field(String name) {
    text.append(isFirst ? "" : ",").append(newLine);
    string(name);
    text.append(" : ");
    return this;
  }

  /** Begins an item of an array: its value follows. */
  JsonText item() {
    text.append(isFirst ? " " : ", ");
    return this;
  }

  JsonText number(long value) {
    text.append(value);
    isFirst = false;
    return this;
  }

  JsonText flag(boolean value) {
    text.append(value);
    isFirst = false;
    return this;
  }

  JsonText string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
    isFirst = false;
    return this;
  }

  private void character(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\f' -> text.append("\\f");
      case '\r' -> text.append("\\r");
      default -> {
        if (c < ' ') {
          text.append("\\u00")
              .append(c < 0x10 ? '0' : '1')
              .append("0123456789ABCDEF".charAt(c & 15));
        } else {
          text.append(c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
