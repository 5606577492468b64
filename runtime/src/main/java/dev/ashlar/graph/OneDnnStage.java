package dev.ashlar.graph;

/** A stage that oneDNN does, in layouts that it chooses: before that there is no kernel. */
interface OneDnnStage extends Stage {
  @Override
  Stage settled(Layouts layouts);

  @Override
  default Kernel kernel(Arena arena) {
    throw new IllegalStateException("no layouts are chosen yet");
  }
}
