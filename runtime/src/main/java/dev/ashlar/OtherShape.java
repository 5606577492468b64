package dev.ashlar;

import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What an input of another shape may be, and the call that makes it fit: the usual mistakes. */
final class OtherShape {
  private OtherShape() {}

  /**
   * {@return the shape that was found, and what to do where it holds as many numbers}
   *
   * @param declared the sizes of one example
   * @param found the shape of a batch
   */
  static String of(Shape declared, Shape found) {
    if (!declared.isKnown()) {
      return found.toString();
    }
    if (found.equals(declared)) {
      return found + ", one example without a batch: reshape(" + sizes(declared.batch(1)) + ")";
    }
    Shape example = found.example();
    if (example.elements() != declared.elements()) {
      return found.toString();
    }
    if (declared.rank() == 3 && example.equals(lastFirst(declared))) {
      return found + ", whose channels are last: permute(0, 3, 1, 2)";
    }
    return found + ", as many numbers: reshape(" + sizes(declared.batch(found.size(0))) + ")";
  }

  private static Shape lastFirst(Shape image) {
    return Shape.of(image.size(1), image.size(2), image.size(0));
  }

  private static String sizes(Shape shape) {
    return Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "));
  }
}
