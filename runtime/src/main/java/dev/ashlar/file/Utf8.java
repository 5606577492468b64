package dev.ashlar.file;

import dev.ashlar.naming.NameList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names as bytes and back, strictly: nothing is replaced by question marks. */
final class Utf8 {
  private Utf8() {}

  /**
   * The bytes of a name.
   *
   * @throws ArrayFileException if it holds half of a surrogate pair
   */
  static byte[] encode(String name) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new ArrayFileException("the name " + NameList.quote(name)
          + " holds half of a surrogate pair and cannot be saved");
    }
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The name of these bytes; empty if they are none. */
  static Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }
}
