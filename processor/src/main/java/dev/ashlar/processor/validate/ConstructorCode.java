package dev.ashlar.processor.validate;

import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Container;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.LayerModel.Setting;
import dev.ashlar.processor.model.ParamModel;
import java.util.Collections;
import java.util.List;

/**
 * How many bytes of code the constructor takes that is written for a block, by the instructions
 * that a compiler needs for each statement: seldom less than it has, never much more.
 */
final class ConstructorCode {
  /** What Java allows a method, less what the user's own constructor is handed. */
  static final int MAX = 64_000;

  private static final int PARAM = 30;
  private static final int CHILD = 34;
  private static final int SHARED = 14;
  private static final int SETTING = 3;
  private static final int ARRAY = 8;
  private static final int FORMERLY = 9;

  private ConstructorCode() {}

  static long length(BlockModel block) {
    long bytes = 0;
    for (ParamModel param : block.params()) {
      int rank = param.shape().hasRank() ? param.shape().rank() : 0;
      bytes += PARAM + array(Collections.nCopies(rank, Integer.MAX_VALUE));
      bytes += formerly(param.formerNames());
    }
    for (ChildModel child : block.children()) {
      bytes += CHILD + (child.sharedWith().isPresent() ? SHARED : 0) + content(child.content());
      bytes += formerly(child.formerNames());
    }
    return bytes;
  }

  private static long formerly(List<String> names) {
    return names.isEmpty() ? 0 : FORMERLY + array(names);
  }

  private static long content(Content content) {
    if (content instanceof Container container) {
      return ARRAY + content(container.item());
    }
    long bytes = 0;
    if (content instanceof OfLayer layer) {
      for (Setting setting : layer.layer().settings()) {
        bytes += setting.value() instanceof List<?> list
            ? array(list)
            : SETTING + number(setting.value());
      }
    }
    return bytes;
  }

  // Each element is stored at its index.
  private static long array(List<?> values) {
    long bytes = ARRAY;
    for (int i = 0; i < values.size(); i++) {
      bytes += 2 + number(i) + number(values.get(i));
    }
    return bytes;
  }

  private static int number(Object value) {
    if (value instanceof Boolean) {
      return 1;
    }
    if (value instanceof Integer number && number == number.byteValue()) {
      return number >= -1 && number <= 5 ? 1 : 2;
    }
    return 3;
  }
}
