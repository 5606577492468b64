package dev.ashlar.processor.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * Compares findings by the places of their elements in the source; those of one element stay as
 * they are.
 */
final class SourceOrder implements Comparator<Finding> {
  private final List<Element> roots;
  private final Map<Element, int[]> ranks = new HashMap<>();

  SourceOrder(Set<? extends Element> roots) {
    this.roots = new ArrayList<>(roots);
  }

  @Override
  public int compare(Finding first, Finding second) {
    return Arrays.compare(rank(first), rank(second));
  }

  private int[] rank(Finding finding) {
    return ranks.computeIfAbsent(finding.site().element(), this::rank);
  }

  // The element's position in its class, after its class's in what is around that, from the outside
  // in.
  private int[] rank(Element element) {
    LinkedList<Integer> rank = new LinkedList<>();
    Element each = element;
    while (each.getEnclosingElement() != null && !roots.contains(each)) {
      rank.addFirst(each.getEnclosingElement().getEnclosedElements().indexOf(each));
      each = each.getEnclosingElement();
    }
    rank.addFirst(roots.indexOf(each));
    return rank.stream().mapToInt(Integer::intValue).toArray();
  }
}
