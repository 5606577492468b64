package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.mlp;
import static dev.ashlar.checkpoint.TestModel.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.DataSets;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Numbers;
import dev.ashlar.Parameter;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Listener;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** A save or a load while a model is trained: the file is whole, or the error says what to do. */
@Timeout(60)
class SaveInTrainingTest {
  private static final int FITS = 40;

  @TempDir
  Path folder;

  private final Sequential<Layer> model = mlp("m_");
  private final Network network = Network.of(model).initialize(3);

  private static DataSet batch(int seed) {
    return new DataSet(
        Numbers.random(seed, 8, 5).castTo(DataType.FLOAT),
        Numbers.random(seed + 1, 8, 3).castTo(DataType.FLOAT));
  }

  private static Training sgd() {
    return Training.sgd(0.01).epochs(2).progress(false);
  }

  private Map<String, String> saved(Path file) {
    Sequential<Layer> other = mlp("m_");
    Checkpoint.load(other, file);
    return state(other);
  }

  private static void inAnotherThread(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inAnotherThreadItIsRefusedAndInAListenerItIsDone(boolean byTrainer) {
    Path file = folder.resolve("x.safetensors");
    Path before = folder.resolve("before.safetensors");
    Checkpoint.save(model, before);
    List<Throwable> refused = new ArrayList<>();
    List<Map<String, String>> states = new ArrayList<>();
    Listener listener = new Listener() {
      @Override
      public void step(StepReport step) {
        inAnotherThread(() -> {
          refused.add(catchThrowable(() -> Checkpoint.save(model, folder.resolve("never.npz"))));
          refused.add(catchThrowable(() -> Checkpoint.saveByName(model, before)));
          refused.add(catchThrowable(() -> Checkpoint.load(model, before)));
        });
        Checkpoint.save(model, file);
        states.add(state(model));
        assertThat(saved(file)).isEqualTo(state(model));
      }
    };

    Training training = sgd().listener(listener);
    if (byTrainer) {
      network.trainer(training).fit(DataSets.of(batch(1)));
    } else {
      network.fit(DataSets.of(batch(1)), training);
    }

    assertThat(states).hasSize(2).doesNotHaveDuplicates().endsWith(state(model));
    assertThat(refused)
        .hasSize(6)
        .allSatisfy(error -> assertThat(error)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "Parameter m_dense0_weight (shape=(4, 5), dtype=float32) is being trained in the thread '"
                    + Thread.currentThread().getName()
                    + "': do this in a listener of that training, or when it has ended"));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("x.safetensors", "before.safetensors");
    inAnotherThread(() -> Checkpoint.save(model, file)); // the training has ended
    assertThat(saved(file)).isEqualTo(state(model));
  }

  @Test
  void aTrainingThatBeginsMeanwhileWaits() throws Exception {
    Map<String, String> before = state(model);
    Thread training = new Thread(() -> network.fit(DataSets.of(batch(1)), sgd()));

    Parameter.atRest(model.structuralParameters().values(), () -> {
      training.start();
      while (training.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(state(model)).isEqualTo(before);
      return model;
    });

    training.join();
    assertThat(state(model)).isNotEqualTo(before);
  }

  @Test
  void whatIsSavedBetweenTrainingsIsTheStateAfterOneOfThem() {
    Path file = folder.resolve("x.safetensors");
    List<Map<String, String>> states = new ArrayList<>(List.of(state(model)));
    List<Map<String, String>> found = new ArrayList<>();

    CompletableFuture<Void> trainings = CompletableFuture.runAsync(() -> {
      for (int i = 0; i < FITS; i++) {
        network.fit(DataSets.of(batch(i)), sgd());
        states.add(state(model));
      }
    });
    do {
      Throwable refused = catchThrowable(() -> Checkpoint.save(model, file));
      if (refused == null) {
        found.add(saved(file));
      } else {
        assertThat(refused).hasMessageContaining("is being trained in the thread");
      }
    } while (!trainings.isDone());

    trainings.join();
    Checkpoint.save(model, file);
    found.add(saved(file));
    assertThat(states).hasSize(FITS + 1).containsAll(found);
  }

  @Test
  void twoTrainingsOfOneModelAtOnceAreRefused() {
    List<Throwable> refused = new ArrayList<>();
    Network other = Network.of(model);
    Listener listener = new Listener() {
      @Override
      public void step(StepReport step) {
        inAnotherThread(() ->
            refused.add(catchThrowable(() -> other.fit(DataSets.of(batch(1)), sgd()))));
        other.fit(DataSets.of(batch(2)), sgd()); // in this thread it is one after the other
      }
    };

    network.fit(DataSets.of(batch(1)), sgd().listener(listener));

    assertThat(refused)
        .hasSize(2)
        .allSatisfy(error -> assertThat(error)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is being trained in the thread"));
  }
}
