package dev.ashlar.train;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.DataSets;
import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.graph.Tracing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class ListenerTest {
  private final ArrayWeight weight = new ArrayWeight("w", random(1, 2, 3));
  private final DataSet[] batches = {
    new DataSet(random(2, 4, 2), random(3, 4, 3)), new DataSet(random(4, 1, 2), random(5, 1, 3))
  };
  private final List<String> told = new ArrayList<>();

  private Trainer trainer(Training training) {
    return new Trainer(
        training.loss(Loss.meanSquaredError()).progress(false),
        new WeightsModel(in -> in[0].mmul(Tracing.current().weight(weight)), weight));
  }

  private Listener recorder() {
    return new Listener() {
      @Override
      public void started(int epochs, int done) {
        told.add("started " + epochs + " " + done);
      }

      @Override
      public void step(StepReport step) {
        told.add("step " + step.epoch() + "." + step.batch() + " " + step.iteration() + " "
            + step.examples());
      }

      @Override
      public void epoch(EpochReport epoch) {
        told.add("epoch " + epoch.epoch() + " " + epoch.steps() + " " + epoch.examples());
      }

      @Override
      public void ended() {
        told.add("ended");
      }
    };
  }

  @Test
  void isToldEverythingInOrder() {
    trainer(Training.sgd(0.1).epochs(2).listener(recorder())).fit(DataSets.of(batches));

    assertThat(told)
        .containsExactly(
            "started 2 0",
            "step 1.1 1 4",
            "step 1.2 2 1",
            "epoch 1 2 5",
            "step 2.1 3 4",
            "step 2.2 4 1",
            "epoch 2 2 5",
            "ended");
  }

  @Test
  void anExceptionComesOutAfterAWholeStepAndEveryListenerIsTold() {
    Listener failing = new Listener() {
      @Override
      public void step(StepReport step) {
        throw new IllegalStateException("mine");
      }
    };
    ArrayWeight other = new ArrayWeight("w", weight.value().dup());
    Trainer trainer = trainer(Training.sgd(0.1).listener(failing).listener(recorder()));

    assertThatThrownBy(() -> trainer.fit(DataSets.of(batches)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");

    assertThat(told).containsExactly("started 1 0", "ended");
    new Trainer(
            Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false),
            new WeightsModel(in -> in[0].mmul(Tracing.current().weight(other)), other))
        .fit(DataSets.of(batches[0]));
    assertThat(values(weight.value())).isEqualTo(values(other.value()));
  }
}
