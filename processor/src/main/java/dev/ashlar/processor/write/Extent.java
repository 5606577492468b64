package dev.ashlar.processor.write;

/** How much is written for a block. */
enum Extent {
  /** All of it. */
  WHOLE,
  /** For a block with errors: the members, which do nothing. */
  STUB,
  /** The same, apart from the user's class, which no class could extend and be a layer. */
  STUB_APART
}
