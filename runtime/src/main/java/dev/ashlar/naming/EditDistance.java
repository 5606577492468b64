package dev.ashlar.naming;

/** How much two names differ, for messages that name what was probably meant. */
public final class EditDistance {
  private EditDistance() {}

  /**
   * {@return how many characters must be put in, taken out or changed to make one of the other
   * (Levenshtein's distance)}
   *
   * @param a one text
   * @param b the other text
   */
  public static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
