package dev.ashlar.checkpoint;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of 5 MB, which is soon full: one in memory, where the tests may mount it (root on Linux),
 * or the one that {@code -Dashlar.full=FOLDER} names. Without either a test is skipped.
 */
final class SmallDisk implements AutoCloseable {
  private static final String GIVEN = System.getProperty("ashlar.full");

  private final Path folder;
  private final boolean isMounted;

  private SmallDisk(Path folder, boolean isMounted) {
    this.folder = folder;
    this.isMounted = isMounted;
  }

  /**
   * Makes one.
   *
   * @param parent where it is mounted
   */
  static SmallDisk make(Path parent) throws IOException {
    if (GIVEN != null) {
      return new SmallDisk(Path.of(GIVEN), false);
    }
    Path folder = Files.createDirectory(parent.resolve("small"));
    String refused = run("mount", "-t", "tmpfs", "-o", "size=5m", "ashlar-test", folder.toString());
    assumeTrue(
        refused.isEmpty(),
        "no small disk can be made here (-Dashlar.full=FOLDER names one of less than 6 MB): "
            + refused);
    return new SmallDisk(folder, true);
  }

  // What it said if it failed; empty if it did not.
  private static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said.strip() + " (" + command[0] + ")";
    } catch (IOException noSuchCommand) {
      return noSuchCommand.getMessage();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    if (isMounted) {
      String refused = run("umount", folder.toString());
      if (!refused.isEmpty()) {
        throw new IOException(refused);
      }
      Files.delete(folder);
    }
  }
}
