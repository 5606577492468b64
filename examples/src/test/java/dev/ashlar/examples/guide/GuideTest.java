package dev.ashlar.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadOptions;
import dev.ashlar.checkpoint.LoadReport;
import dev.ashlar.train.Batches;
import dev.ashlar.train.History;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What the guide says of its snippets is so. */
class GuideTest {
  @TempDir
  Path folder;

  /** Examples whose class is where the largest of the first numbers stands. */
  private static DataSet data(int examples, int classes, long seed) {
    Nd4j.getRandom().setSeed(seed);
    INDArray features = Nd4j.rand(DataType.FLOAT, examples, 64);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, classes);
    for (int i = 0; i < examples; i++) {
      int best = 0;
      for (int j = 1; j < classes; j++) {
        best = features.getFloat(i, j) > features.getFloat(i, best) ? j : best;
      }
      labels.putScalar(i, best, 1);
    }
    return new DataSet(features, labels);
  }

  @Test
  void namesAreAsItSays() {
    assertThat(Blocks.placed()).containsExactly("mlp0_dense0_", "mlp1_dense0_", "digits_out_");
    assertThat(Blocks.constants()).containsExactly("dense0_weight", "hidden.weight", "(128, 64)");
    assertThat(Blocks.plain().collectParameters().names()).contains("net_dense1_weight");
    assertThat(Blocks.plain().structuralParameters()).containsKey("1.weight");
  }

  @Test
  void blocksRun() {
    NamedBlocks_Encoder encoder = new NamedBlocks_Encoder(Scope.newRoot());
    assertThat(encoder.structuralParameters()).containsKeys("blocks.2.scale", "left.weight", "right.weight");
    assertThat(encoder.collectParameters().names()).doesNotContain("encoder0_dense1_weight");
    assertThat(Network.of(encoder).initialize(1).output(Nd4j.zeros(2, 16)).shape()).containsExactly(2, 16);

    NamedConvolutions_Pictures pictures = new NamedConvolutions_Pictures(Scope.newRoot());
    assertThat(Network.of(pictures).initialize(1).output(Nd4j.zeros(2, 1, 28, 28)).shape()).containsExactly(2, 10);

    NamedBlocks_Head head = new NamedBlocks_Head(Scope.newRoot(), 5);
    assertThat(Network.of(head).initialize(1).output(Nd4j.zeros(2, 7)).shape()).containsExactly(2, 10);
  }

  @Test
  void aModelIsDrawn() {
    Pictures.draw(new NamedMlp(Scope.newRoot()), folder);
    assertThat(folder.resolve("mlp.html")).content().contains("mlp0_dense0");
  }

  @Test
  void trainingLearns() {
    assertThat(Trainings.simple(data(256, 10, 1)).losses()).hasSize(20);
    assertThat(Trainings.settings().epochs()).isEqualTo(30);

    NamedMlp model = new NamedMlp(Scope.newRoot());
    Path file = folder.resolve("best.safetensors");
    History history = Trainings.validated(model, data(256, 10, 1), data(64, 10, 2), file);
    assertThat(history.validation("accuracy")).isNotEmpty();
    Trainings.curves(history, folder);
    assertThat(folder.resolve("training.html")).content().contains("accuracy");
    INDArray images = data(64, 10, 2).getFeatures();
    INDArray now = Trainings.predicted(Network.of(model), images);
    NamedMlp best = new NamedMlp(Scope.newRoot());
    Checkpoint.load(best, file);
    assertThat(Network.of(best).probabilities(images)).isEqualTo(now);
  }

  @Test
  void filesAreReadAndFineTuned() {
    Path file = folder.resolve("mlp.safetensors");
    assertThat(Checkpoints.saveAndLoad(file).matched()).hasSize(6);
    assertThat(Checkpoints.byName(folder.resolve("names.safetensors"))).contains("digits_dense0_weight", "digits_out_bias");
    NamedMlp model = new NamedMlp(Scope.newRoot());
    NamedCheckpoints_Older older = new NamedCheckpoints_Older(Scope.newRoot());
    Network.of(older).initialize(1);
    Path before = folder.resolve("older.safetensors");
    Checkpoint.save(older, before);
    LoadReport report = Checkpoints.renamed(model, before);
    assertThat(report.renamed()).containsEntry("output.weight", "head.weight");
    assertThat(report.missing()).isEmpty();

    DataSet three = data(60, 3, 3);
    Checkpoint.load(model, file);
    INDArray hidden = model.hidden().node().parameters().get("weight").value().dup();
    Network tuned = Checkpoints.tuned(model, file, Batches.of(three.getFeatures(), three.getLabels(), 20));
    assertThat(tuned.output(three.getFeatures()).shape()).containsExactly(60, 3);
    assertThat(model.output().prefix()).endsWith("new_");
    assertThat(model.hidden().node().parameters().get("weight").value()).isEqualTo(hidden);
    assertThat(Checkpoint.load(new NamedMlp(Scope.newRoot()), file, LoadOptions.strict()).matched()).hasSize(6);
  }

  @Test
  void aServiceAnswersAsOneBatchDoes() {
    Path file = folder.resolve("served.safetensors");
    NamedMlp model = new NamedMlp(Scope.newRoot());
    Network network = Network.of(model).initialize(1);
    Checkpoint.save(model, file);
    INDArray images = data(32, 10, 4).getFeatures();
    List<INDArray> requests = IntStream.range(0, 32)
        .mapToObj(i -> images.get(NDArrayIndex.interval(i, i + 1), NDArrayIndex.all()).dup()).toList();
    assertThat(Speeds.served(file, requests))
        .containsExactly(Speeds.inOneBatch(network, requests))
        .containsExactly(network.output(images).argMax(1).toIntVector());
  }
}
