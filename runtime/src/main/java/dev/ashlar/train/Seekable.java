package dev.ashlar.train;

/**
 * Data that can be taken up at any place: an iterator that has this is asked for its position at
 * the beginning of each epoch, and a training that is resumed does not read what it has seen.
 */
public interface Seekable {
  /**
   * Makes the next batch that of a place; what is given there depends on the place alone.
   *
   * @param epoch how many epochs came before
   * @param batch how many batches of that epoch came before
   */
  void seek(int epoch, int batch);
}
