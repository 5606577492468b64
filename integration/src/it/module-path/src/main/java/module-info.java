/** A program in a module of its own. ND4J's jars cannot be modules together, so they stay on the class path. */
module it {
  requires dev.ashlar;
  requires static java.compiler; // for @Generated on what the processor writes
}
