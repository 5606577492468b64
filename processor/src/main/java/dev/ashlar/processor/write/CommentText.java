package dev.ashlar.processor.write;

/**
 * Text from outside in a comment: it must not end the comment, nor its {@code code} tag, nor be
 * read as a Unicode escape.
 */
final class CommentText {
  private CommentText() {}

  static String of(String text) {
    String safe = text.replace("\\", "\\\\").replace("*/", "*\\/");
    return isBalanced(safe) ? safe : safe.replace('{', '(').replace('}', ')');
  }

  private static boolean isBalanced(String text) {
    int open = 0;
    for (char c : text.toCharArray()) {
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }
}
