package dev.ashlar.processor.discover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The members that a class has and inherits, in one order for all compilers. */
final class Members {
  private Members() {}

  /** What a member stands in, which every member does. */
  static Element ownerOf(Element member) {
    return Objects.requireNonNull(member.getEnclosingElement(), member::toString);
  }

  /** Those of other classes first, by their names, each class's own in the order of the source. */
  static List<Element> of(TypeElement type, Elements elements) {
    Set<Element> all = new HashSet<>(elements.getAllMembers(type));
    Map<String, Element> owners = new TreeMap<>();
    for (Element owner :
        all.stream().map(Element::getEnclosingElement).distinct().toList()) {
      if (!owner.equals(type)) {
        owners.put(owner.toString(), owner);
      }
    }
    List<Element> members = new ArrayList<>();
    owners.values().forEach(owner -> addOf(owner, all, members));
    addOf(type, all, members);
    return members;
  }

  private static void addOf(Element owner, Set<Element> all, List<Element> members) {
    for (Element member : owner.getEnclosedElements()) {
      if (all.contains(member)) {
        members.add(member);
      }
    }
  }
}
