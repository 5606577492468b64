package dev.ashlar.cli;

import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How two files differ.
 *
 * @param equal names with equal type, shape and values
 * @param values names with equal type and shape, and other values
 * @param kinds names with other types or shapes, and what both have
 * @param renamed names of the first file alone, and those of the second alone that have the same
 *     type, shape and values
 * @param first other names of the first file alone
 * @param second other names of the second file alone
 */
record FileDifference(
    List<String> equal,
    List<String> values,
    Map<String, String> kinds,
    Map<String, String> renamed,
    List<String> first,
    List<String> second) {
  /** Compares two files. */
  static FileDifference of(ArrayFile one, ArrayFile two) throws IOException {
    List<String> equal = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<String, StoredArray> second = new LinkedHashMap<>(two.arrays());
    List<StoredArray> firstAlone = new ArrayList<>();
    for (StoredArray array : one.arrays().values()) {
      StoredArray other = second.remove(array.name());
      if (other == null) {
        firstAlone.add(array);
      } else if (!sameKind(array, other)) {
        kinds.put(
            array.name(),
            array.type() + " " + array.shape() + " | " + other.type() + " " + other.shape());
      } else {
        (array.sameElements(other) ? equal : values).add(array.name());
      }
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    for (StoredArray array : firstAlone) {
      String found = null;
      for (StoredArray other : second.values()) {
        if (found == null && sameKind(array, other) && array.sameElements(other)) {
          found = other.name();
        }
      }
      if (found == null) {
        first.add(array.name());
      } else {
        second.remove(found);
        renamed.put(array.name(), found);
      }
    }
    return new FileDifference(equal, values, kinds, renamed, first, List.copyOf(second.keySet()));
  }

  private static boolean sameKind(StoredArray one, StoredArray two) {
    return one.type() == two.type() && one.shape().equals(two.shape());
  }

  /** Whether all is equal. */
  boolean isNone() {
    return values.isEmpty()
        && kinds.isEmpty()
        && renamed.isEmpty()
        && first.isEmpty()
        && second.isEmpty();
  }

  void print(PrintWriter out) {
    out.printf("equal: %d%n", equal.size());
    values.forEach(name -> out.println("other values: " + NameList.shorten(name)));
    kinds.forEach((name, both) ->
        out.println("other type or shape: " + NameList.shorten(name) + ": " + both));
    renamed.forEach((from, to) ->
        out.println("renamed: " + NameList.shorten(from) + " -> " + NameList.shorten(to)));
    first.forEach(name -> out.println("in the first file alone: " + NameList.shorten(name)));
    second.forEach(name -> out.println("in the second file alone: " + NameList.shorten(name)));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("equal", equal);
    json.put("otherValues", values);
    json.put("otherTypeOrShape", kinds);
    json.put("renamed", renamed);
    json.put("firstAlone", first);
    json.put("secondAlone", second);
    json.put("same", isNone());
    return json;
  }
}
