package dev.ashlar.cli;

import dev.ashlar.file.ArrayFileException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code ashlar}.
 *
 * <p>Exit codes: 0 where all is well, or two files or a file and a model fit; 1 where they differ;
 * 2 for a wrong call; 3 for a file that cannot be read or written.
 */
@Command(
    name = "ashlar",
    description = "Looks into checkpoints, compares and converts them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {Inspect.class, Diff.class, Convert.class},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is well, or both fit",
      "1:they differ",
      "2:wrong call",
      "3:a file cannot be read or written"
    })
public final class Main {
  static final int DIFFERENT = 1;
  private static final int WRONG_CALL = 2;
  private static final int BAD_FILE = 3;

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param arguments the subcommand and its options
   */
  public static void main(String[] arguments) {
    System.exit(run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments));
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof ArrayFileException) {
            command.getErr().println(failure.getMessage());
            return BAD_FILE;
          }
          if (failure instanceof WrongCallException) {
            command.getErr().println(failure.getMessage());
            return WRONG_CALL;
          }
          throw failure;
        })
        .execute(arguments);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"ashlar " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
