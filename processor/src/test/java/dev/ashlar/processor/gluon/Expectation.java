package dev.ashlar.processor.gluon;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Gluon made of a case.
 *
 * @param instances the instances, after all replacements
 * @param equalPrefixes for each instance, the paths of blocks that have the same prefix
 * @param output the sizes of an example of a chain's output; null if there is none
 * @param misfit why Gluon refused to run a chain; null if it did not
 */
public record Expectation(
    Map<String, Made> instances,
    @JsonProperty("equal_prefixes") Map<String, Map<String, List<String>>> equalPrefixes,
    List<Integer> output,
    String misfit) {
  private static final String COLLISION = "Cannot update self with other";

  /** Completes what the file may leave out. */
  public Expectation {
    equalPrefixes = equalPrefixes == null ? Map.of() : equalPrefixes;
  }

  /** Whether Gluon refused because of shapes; it reports names that meet by the same way. */
  boolean misfitsByShape() {
    return misfit != null && !misfit.startsWith(COLLISION);
  }

  /** Whether Gluon refused because of names. */
  boolean misfitsByName() {
    return misfit != null && misfit.startsWith(COLLISION);
  }

  /** The lists of paths that share a prefix, in one instance. */
  List<List<String>> pathsOfOnePrefix(GluonCase.Instance instance) {
    return List.copyOf(equalPrefixes.getOrDefault(instance.id(), Map.of()).values());
  }

  /**
   * An instance as Gluon made it.
   *
   * @param prefix its prefix
   * @param name its name
   * @param blocks path, prefix and name of each block
   * @param parameters name and shape of each parameter; null where names met
   * @param collision Gluon's message where names met, or null
   * @param structural structural name and name of each parameter
   */
  public record Made(
      String prefix,
      String name,
      List<List<String>> blocks,
      List<List<JsonNode>> parameters,
      String collision,
      List<List<String>> structural) {

    /** The shapes by name, as Gluon prints them; empty where names met. */
    Map<String, String> shapes() {
      Map<String, String> shapes = new LinkedHashMap<>();
      if (parameters != null) {
        parameters.forEach(each -> shapes.put(each.get(0).asText(), tuple(each.get(1))));
      }
      return shapes;
    }

    private static String tuple(JsonNode sizes) {
      List<String> texts = new ArrayList<>();
      sizes.forEach(size -> texts.add(size.asText()));
      return "(" + String.join(", ", texts) + (texts.size() == 1 ? ",)" : ")");
    }
  }
}
