package dev.ashlar.processor.discover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The members that a class has and inherits, in one order for all compilers. */
final class Members {
  private Members() {}

  /** Those of other classes first, by their names, each class's own in the order of the source. */
  static List<Element> of(TypeElement type, Elements elements) {
    List<Element> members = new ArrayList<>(elements.getAllMembers(type));
    members.sort(Comparator.<Element, Boolean>comparing(
            member -> member.getEnclosingElement().equals(type))
        .thenComparing(member -> member.getEnclosingElement().toString())
        .thenComparing(
            member -> member.getEnclosingElement().getEnclosedElements().indexOf(member)));
    return members;
  }
}
