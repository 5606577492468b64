package dev.ashlar.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A constructor to be written.
 *
 * @param form how it takes the name
 * @param of the user's constructor that it calls
 */
public record WrittenConstructor(Form form, ConstructorModel of) {
  private static final String STRING = "java.lang.String";
  private static final String SCOPE = "dev.ashlar.Scope";

  /** How a constructor takes the name. */
  public enum Form {
    /** With the next automatic prefix of the process's root scope. */
    PLAIN,
    /** With the given prefix in the process's root scope. */
    PREFIX,
    /** In the given scope. */
    SCOPE
  }

  /** The erased types of its parameters. */
  public List<String> erasedParameters() {
    List<String> parameters = new ArrayList<>();
    switch (form) {
      case PLAIN -> {}
      case PREFIX -> parameters.add(STRING);
      case SCOPE -> parameters.add(SCOPE);
    }
    parameters.addAll(of.erasedParameters());
    return parameters;
  }

  /**
   * The family for each of the user's constructors, in their order. The form with a prefix is left
   * out where it, or a call of it, would meet another; other forms that meet are the caller's to
   * refuse.
   */
  public static List<WrittenConstructor> families(List<ConstructorModel> constructors) {
    Set<List<String>> taken = new HashSet<>();
    for (ConstructorModel constructor : constructors) {
      taken.add(new WrittenConstructor(Form.PLAIN, constructor).erasedParameters());
      taken.add(new WrittenConstructor(Form.SCOPE, constructor).erasedParameters());
    }
    List<WrittenConstructor> written = new ArrayList<>();
    for (ConstructorModel constructor : constructors) {
      for (Form form : Form.values()) {
        WrittenConstructor candidate = new WrittenConstructor(form, constructor);
        if (form != Form.PREFIX
            || !takesStrings(constructor) && taken.add(candidate.erasedParameters())) {
          written.add(candidate);
        }
      }
    }
    return written;
  }

  // A prefix in front of any number of strings is one more string.
  private static boolean takesStrings(ConstructorModel constructor) {
    return constructor.isVarArgs() && constructor.erasedParameters().equals(List.of(STRING + "[]"));
  }
}
