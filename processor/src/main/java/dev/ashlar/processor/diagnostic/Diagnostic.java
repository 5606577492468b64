package dev.ashlar.processor.diagnostic;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.NOTE;
import static javax.tools.Diagnostic.Kind.WARNING;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * Everything that the processor can say, each with an identifier that never changes. A message says
 * what is wrong, by name, and how to mend it.
 */
public enum Diagnostic {
  /** A class that cannot be a block. */
  BLOCK_CLASS(
      "ASH-101",
      "%s cannot be a block: %s. Make it a top-level or static nested class that can be extended"),
  /** No constructor to call. */
  BLOCK_CONSTRUCTOR(
      "ASH-102", "%s has only private constructors. Make one of them package-private or more"),
  /** A method that no one implements. */
  BLOCK_ABSTRACT_METHOD(
      "ASH-103",
      "%s.%s is abstract, and what is written for a block implements only forward. Give it a body"),
  /** A forward of the wrong form. */
  FORWARD_FORM(
      "ASH-104",
      "%s.forward cannot be the block's computation: %s. Write: SDVariable forward(SDVariable x), with one parameter an input"),
  /** More than one forward. */
  FORWARD_AMBIGUOUS(
      "ASH-105",
      "%s has %d methods forward of one block's form. Keep one, and give the others another name"),
  /** An unexpected value in the block annotation. */
  BLOCK_VALUE("ASH-106", "@Block(%s) of %s: %s"),
  /** Output is stated where it follows from the children. */
  OUTPUT_KNOWN(
      "ASH-107",
      "%s has no forward of its own, so its output follows from its children: %s, not %s. Remove output = …"),
  /** A method that every block has, in another form. */
  BLOCK_METHOD("ASH-108", "%s.%s would meet %s, which every block has. Rename it"),

  /** An Ashlar annotation outside a block. */
  NOT_IN_BLOCK(
      "ASH-201",
      "@%s on %s does nothing, since %s is not a block. Annotate %s with @Block, or remove @%s"),
  /** A layer annotation on a field that is no child. */
  NOT_A_CHILD("ASH-202", "@%s on %s does nothing without @Child. Write: @Child @%s"),
  /** A field that the written code cannot set. */
  FIELD_MODIFIER(
      "ASH-203", "the field %s is %s, so the written constructor cannot set it. Remove '%s'"),
  /** A field that the written code cannot see. */
  FIELD_ACCESS(
      "ASH-204", "the field %s of %s cannot be seen from package %s. Make it protected or public"),
  /** A child of the wrong type. */
  CHILD_TYPE(
      "ASH-205",
      "the child %s has the type %s, which is neither Layer nor a class annotated with @Block. Write: Layer %s"),
  /** A layer annotation whose layer the field cannot hold. */
  CHILD_LAYER_TYPE(
      "ASH-206",
      "the child %s has the type %s, which cannot hold the %s that @%s makes. Write: Layer %s"),
  /** Two layer annotations. */
  CHILD_TWO_LAYERS("ASH-207", "the child %s has the layer annotations %s. Keep one of them"),
  /** A layer annotation on a child of a block's type. */
  CHILD_LAYER_AND_BLOCK(
      "ASH-208",
      "the child %s has the layer annotation @%s and the type of the block %s. Keep one of them"),
  /** A child that nobody makes. */
  CHILD_UNMADE(
      "ASH-209",
      "nothing makes the child %s: it has no layer annotation%s. Add one (@Dense(units = …)), or assign it in a constructor of %s"),
  /** Repeat without a container. */
  REPEAT_TYPE(
      "ASH-210",
      "@Repeat on %s needs a field of type Sequential<…>, found %s. Write: @Child @Repeat(%d) Sequential<%s> %s"),
  /** What is repeated cannot be made. */
  REPEAT_ITEM("ASH-211", "@Repeat on %s cannot make its items: %s"),
  /** An impossible number of repetitions. */
  REPEAT_COUNT("ASH-212", "@Repeat on %s must be at least 1, found %d"),
  /** A part of a structural name that cannot be. */
  NAME_PART("ASH-213", "%s: %s"),
  /** A field with both kinds of annotation. */
  CHILD_AND_PARAM("ASH-214", "%s is annotated with @Child and @Param. Keep one of them"),
  /** A param of the wrong type. */
  PARAM_TYPE("ASH-215", "the parameter %s has the type %s. Write: Parameter %s"),
  /** An impossible size. */
  PARAM_SHAPE("ASH-216", "the shape of the parameter %s must have sizes of at least 1, found %s"),
  /** An impossible setting of a layer. */
  LAYER_SETTING("ASH-217", "@%s of %s: %s"),
  /** A layer whose specification is not on the processor path. */
  LAYER_SPEC("ASH-218", "@%s of %s: its specification %s %s"),
  /** A block from a jar that was compiled without the processor. */
  CHILD_NOT_NAMED(
      "ASH-219",
      "the child %s is of the block %s, for which %s is missing. Compile it with the Ashlar processor: its jar, or its source together with this one"),
  /** A block that cannot be seen. */
  CHILD_ACCESS(
      "ASH-220",
      "the child %s is of the block %s, which cannot be seen from package %s. Make it public"),
  /** Sharing with what is not there. */
  SHARED_UNKNOWN("ASH-221", "the child %s shares with '%s', but %s has no such layer above it%s"),
  /** Sharing between layers that do not match. */
  SHARED_MISFIT("ASH-222", "the child %s cannot share the parameters of %s: %s"),
  /** An impossible first value. */
  PARAM_CONSTANT("ASH-223", "the constant of the parameter %s must be finite, found %s"),
  /** A block that cannot be understood without something that is missing. */
  CHILD_UNREADABLE(
      "ASH-224", "the child %s is of the block %s, which needs %s. Put that on the class path"),
  /** An inherited field that another one hides. */
  FIELD_HIDDEN(
      "ASH-225",
      "the field %s that is inherited from %s is hidden by that of %s. Rename one of them"),

  /** A former name that cannot be. */
  FORMER_NAME("ASH-226", "%s cannot formerly have been '%s': %s"),
  /** A former class that cannot be. */
  FORMER_CLASS("ASH-227", "the block %s cannot formerly have been %s: %s. Remove it"),
  /** A block of a jar, and names that were not written for it. */
  JAR_FIELDS(
      "ASH-228",
      "the block %s%s has the fields %s, and %s was written for %s: one of the two is of another version."
          + " Compile its source together with this one, or its jar anew, all of it, with this version of the Ashlar processor"),

  /** Two blocks of one prefix. */
  PREFIX_COLLISION(
      "ASH-301",
      "the block %s would have the prefix '%s' of the block %s%s. Write: @Child(prefix = \"%s\") %s"),
  /** Two parameters of one name. */
  NAME_COLLISION(
      "ASH-302",
      "the parameter %s would have the name '%s' of the parameter %s%s. Give one of their blocks another prefix"),
  /** Two children or params of one structural name. */
  STRUCTURAL_COLLISION(
      "ASH-303", "%s would have the structural name '%s' of %s. Give one of them another"),
  /** Names that differ by case alone. */
  CASE_COLLISION(
      "ASH-304",
      "%s and %s differ by case alone, so what is written for them would meet. Rename one of them"),
  /** An accessor against a method. */
  ACCESSOR_COLLISION(
      "ASH-305", "the method %s that is written for %s would meet %s. Rename one of them"),
  /** Generated classes against each other. */
  CLASS_COLLISION(
      "ASH-306", "the class %s that is written for %s would meet %s. Rename one of them"),
  /** Generated constants against each other. */
  CONSTANT_COLLISION(
      "ASH-307", "the constants written for %s and %s would both be %s. Rename one of them"),
  /** Generated constructors against each other. */
  CONSTRUCTOR_COLLISION(
      "ASH-308",
      "the constructor %s would be written twice: for %s and for %s. Change the parameters of one of them"),
  /** A block that holds itself. */
  CYCLE("ASH-309", "the block %s would hold itself: %s. Break the circle"),
  /** A name that is a class's too. */
  NAME_HIDES("ASH-310", "the name %s would hide the class %s in what is written for %s. Rename it"),
  /** A class whose file would have too long a name. */
  NAME_LENGTH(
      "ASH-311",
      "the %s that is written for %s would have a file name of %d bytes, more than %d. Shorten the names"),
  /** A tree too large to be written down. */
  TREE_SIZE("ASH-312", "the block %s would hold %d %s, more than %d. %s"),

  /** A layer that does not fit what reaches it. */
  SHAPE_MISFIT("ASH-401", "%s does not fit: expected %s, found %s. The shape came through: %s"),

  /** The lock is named, and is not there. */
  LOCK_MISSING("ASH-501", "there is no %s, which -Aashlar.lock names. To write it: %s"),
  /** A line of the lock that no update wrote. */
  LOCK_LINE("ASH-502", "%s:%d: %s"),
  /** The lock cannot be read or written. */
  LOCK_ACCESS("ASH-503", "cannot %s %s: %s"),
  /** A member that seems to have been renamed. */
  LOCK_RENAMED(
      "ASH-504",
      "%s is not in the lock, and %s, which held the same, is no longer there (%s): files that were saved before would not"
          + " load. If it was renamed, write: @%s(formerly = %s). If not, declare the break: @Block(version = %d)"),
  /** A member, or a parameter in it, is gone. */
  LOCK_REMOVED(
      "ASH-505",
      "%s is no longer there (%s): files that were saved before hold it. Put it back, or declare the break: @Block(version = %d)"),
  /** A parameter has another shape. */
  LOCK_RESHAPED(
      "ASH-506",
      "%s has %s, and had %s (%s): files that were saved before would not load. Put it back, or declare the break: @Block(version = %d)"),
  /** A parameter has another type of elements. */
  LOCK_DTYPE(
      "ASH-507",
      "%s has %s, and had %s (%s): files that were saved before would not load. Put it back, or declare the break: @Block(version = %d)"),
  /** Something that the lock does not hold. */
  LOCK_ADDED(
      "ASH-508",
      "%s is not in %s: files that were saved before do not hold it. To accept the addition, %s%s"),
  /** A member is something else. */
  LOCK_REPLACED(
      "ASH-509",
      "%s is %s, and was %s (%s): files that were saved before would not load. Put it back, or declare the break: @Block(version = %d)"),
  /** A member does not tell its former names any longer. */
  LOCK_FORGOTTEN(
      "ASH-510",
      "%s was, in turn, %s (%s), and says now %s: files that were saved under the others would not load. Put them back into"
          + " formerly, or declare the break: @Block(version = %d)"),
  /** The version of a block went back. */
  LOCK_VERSION_BACK(
      "ASH-511", "%s is version %d, and was version %4$d (%3$s). Write: @Block(version = %5$d)"),
  /** A break is declared. */
  LOCK_VERSION(
      "ASH-512",
      WARNING,
      "%s is version %d, and the lock holds version %4$d (%3$s): what changes in it from now on goes unnoticed until you %5$s"),
  /** A prefix has changed. */
  LOCK_PREFIX(
      "ASH-513",
      WARNING,
      "the prefixes of %s have changed (%s): files that were saved by name would not load, files that were saved by structure"
          + " do. To accept that, %s"),
  /** A block of the lock of which nothing is there. */
  LOCK_ABSENT(
      "ASH-514",
      WARNING,
      "%s:%d: there is no block %s. If it was moved or renamed, write on it: @Block(formerly = \"%s\"). If it is gone, delete"
          + " the lines that begin with '%s '"),
  /** The lock was written. */
  LOCK_WRITTEN("ASH-515", NOTE, "%s %s %s"),

  /** An option of the processor with a value that it cannot have. */
  OPTION("ASH-601", "the option -A%s=%s: expected %s"),
  /** What is known of a block before it runs. */
  SUMMARY(
      "ASH-602",
      NOTE,
      "%s: input %s, output %s, %,d parameters (%,.3f MB)%s, %,d multiply-adds for one example%s"),

  /** A bug in the processor. */
  INTERNAL(
      "ASH-901",
      "the Ashlar processor failed on %s: %s. Please report this line, with the source of the class");

  private final String id;
  private final Kind severity;
  private final String template;

  Diagnostic(String id, String template) {
    this(id, ERROR, template);
  }

  Diagnostic(String id, Kind severity, String template) {
    this.id = id;
    this.severity = severity;
    this.template = template;
  }

  /** The identifier, {@code ASH-301}. */
  public String id() {
    return id;
  }

  /** How serious it is. */
  public Kind severity() {
    return severity;
  }

  /** The page that explains it, in Ashlar's repository. */
  public String page() {
    return "docs/diagnostics/" + id + ".md";
  }

  String message(Object... arguments) {
    String message = id + ": " + String.format(Locale.ROOT, template, arguments);
    return severity == NOTE ? message : message + " [" + page() + "]";
  }
}
