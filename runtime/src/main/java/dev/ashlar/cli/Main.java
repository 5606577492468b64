package dev.ashlar.cli;

import dev.ashlar.checkpoint.CheckpointException;
import dev.ashlar.file.ArrayFileException;
import dev.ashlar.naming.NameList;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

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
    exitCodeOnExecutionException = Main.BAD_FILE, // not 1, which says that two differ
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
  static final int BAD_FILE = 3;

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param arguments the subcommand and its options
   */
  public static void main(String[] arguments) {
    Printed printed = new Printed(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(printed, StandardCharsets.UTF_8)));
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    if (printed.failure().isPresent()) {
      err.println("cannot print: " + printed.failure().get());
      code = BAD_FILE;
    }
    System.exit(code);
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      return new CommandLine(new Main())
          .setOut(out)
          .setErr(err)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .registerConverter(Path.class, Main::path)
          .setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ArrayFileException || failure instanceof CheckpointException) {
              command.getErr().println(failure.getMessage());
              return BAD_FILE;
            }
            if (failure instanceof IOException) { // while a file that was opened is read
              command.getErr().println("cannot read a file any more: " + failure.getMessage());
              return BAD_FILE;
            }
            if (failure instanceof WrongCallException) {
              command.getErr().println(failure.getMessage());
              return WRONG_CALL;
            }
            throw failure;
          })
          .execute(arguments);
    } catch (OutOfMemoryError tooMuch) {
      err.println("the memory does not suffice (" + tooMuch.getMessage()
          + "): java -Xmx8g ... allows more");
      return BAD_FILE;
    }
  }

  /**
   * A file by its name.
   *
   * @throws TypeConversionException if no file can have that name
   */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException noName) {
      throw new TypeConversionException("'" + NameList.shorten(name)
          + "' cannot be a file's name here (" + noName.getReason()
          + "): does the locale have other letters than ASCII, as LC_ALL=C.UTF-8 has?");
    }
  }

  /** What is printed; whether it arrives. A reader that has gone, as {@code head} does, is none. */
  private static final class Printed extends FilterOutputStream {
    private @Nullable String failure; // null: none so far

    private Printed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException notWritten) {
        failure = String.valueOf(notWritten.getMessage());
        throw notWritten;
      }
    }

    private Optional<String> failure() {
      return Optional.ofNullable(failure).filter(what -> !what.equals("Broken pipe"));
    }
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"ashlar " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
