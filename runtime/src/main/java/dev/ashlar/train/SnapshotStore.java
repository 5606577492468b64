package dev.ashlar.train;

/**
 * Where a training's snapshots go and come from: {@code TrainingFile} of the package
 * {@code checkpoint} is one.
 */
public interface SnapshotStore {
  /**
   * Keeps a snapshot in place of the one before, which stays as it was if this fails.
   *
   * @param snapshot the snapshot, which is read before this returns
   */
  void save(Snapshot snapshot);

  /**
   * The snapshot that was saved last.
   *
   * @return arrays of the caller's own
   * @throws RuntimeException if there is none, or it is damaged or of another model
   */
  Snapshot load();
}
