package dev.ashlar.processor.gluon;

import dev.ashlar.Layer;
import dev.ashlar.NameCollisionException;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.processor.gluon.GluonCase.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares an instance of the class that was written with the one that Gluon made. */
final class RunTimeComparison {
  private static final int BATCH = 2;

  private final GluonCase of;
  private final Instance instance;
  private final Expectation.Made expected;
  private final DeclaredTree tree;
  private final Differences differences;

  RunTimeComparison(GluonCase of, Instance instance, Differences differences) {
    this.of = of;
    this.instance = instance;
    this.expected = of.expected(instance);
    this.tree = DeclaredTree.asReplaced(of, instance, expected.prefix());
    this.differences = differences;
  }

  void run(Layer made) {
    differences.compare(where("prefix"), expected.prefix(), made.prefix());
    differences.compare(where("name"), expected.name(), made.name());
    List<List<String>> blocks = new ArrayList<>();
    collectBlocks("", made, blocks);
    differences.compareLists(
        where("blocks"),
        expected.blocks().stream()
            .filter(block -> !tree.isInnerActivation(block.get(0)))
            .toList(),
        blocks);
    List<List<String>> structural = new ArrayList<>();
    made.structuralParameters()
        .forEach((path, parameter) -> structural.add(List.of(path, parameter.name())));
    differences.compareLists(where("structural names"), expected.structural(), structural);
    if (Refusal.meetInGluon(of, instance)) {
      expectCollision(made);
      return;
    }
    if (of.isChain()) {
      runNetwork(made);
    }
    compareParameters(made);
  }

  private String where(String what) {
    return instance.id() + " at run time, " + what;
  }

  private static void collectBlocks(String path, Layer layer, List<List<String>> blocks) {
    blocks.add(List.of(path, layer.prefix(), layer.name()));
    layer
        .children()
        .forEach((name, child) ->
            collectBlocks(path.isEmpty() ? name : path + "." + name, child, blocks));
  }

  private void expectCollision(Layer made) {
    try {
      made.collectParameters();
      differences.add(where("names meet, and collectParameters() does not refuse them"));
    } catch (NameCollisionException refused) {
      // as it should be
    }
  }

  private void compareParameters(Layer made) {
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : made.collectParameters()) {
      parameters.add(parameter.name() + " " + parameter.shape());
    }
    differences.compareLists(
        where("parameters"),
        expected.shapes().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .toList(),
        parameters);
  }

  private void runNetwork(Layer made) {
    Network network = Network.of(made).initialize(1);
    long[] sizes = LongStream.concat(
            LongStream.of(BATCH), of.input().stream().mapToLong(Integer::longValue))
        .toArray();
    try (INDArray input = Nd4j.ones(DataType.FLOAT, sizes);
        INDArray output = network.output(input)) {
      List<Long> found = Arrays.stream(output.shape()).boxed().toList();
      List<Long> wanted = Stream.concat(
              Stream.of((long) BATCH), of.expect().output().stream().map(Integer::longValue))
          .toList();
      differences.compare(where("output"), wanted, found);
    }
  }
}
