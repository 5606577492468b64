package dev.ashlar.train;

/**
 * One step of a training.
 *
 * @param epoch which epoch, from 1
 * @param epochs how many there are
 * @param batch which batch of the epoch, from 1
 * @param iteration which step of the training, from 1
 * @param examples how many examples the batch has
 * @param loss the batch's loss before the step
 * @param meanLoss the mean loss of the epoch's examples so far
 */
public record StepReport(
    int epoch, int epochs, int batch, int iteration, long examples, double loss, double meanLoss) {}
