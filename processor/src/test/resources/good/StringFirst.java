package good;

import dev.ashlar.Block;

@Block
abstract class StringFirst {
  StringFirst() {}

  StringFirst(String text) {}

  StringFirst(String... texts) {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  <E> StringFirst(int count, E... items) {}

  @Deprecated
  StringFirst(long old) {}
}
