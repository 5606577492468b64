import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Runs the runtime's jar by {@code java -jar}: in a local repository, and in a folder beside the two jars that it names. */
class Check {
  public static void main(String[] paths) throws Exception {
    Path repository = Path.of(paths[0]);
    Path folder = Files.createDirectories(Path.of(paths[1]));
    byte[] header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}".getBytes("UTF-8");
    ByteBuffer bytes = ByteBuffer.allocate(16 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).putFloat(1).putFloat(2);
    String file = Files.write(folder.resolve("x.safetensors"), bytes.array()).toString();
    bytes.putFloat(8 + header.length, 3);
    String other = Files.write(folder.resolve("other.safetensors"), bytes.array()).toString();
    String bad = Files.writeString(folder.resolve("bad"), "nonsense").toString();
    String npz = folder.resolve("x.npz").toString();

    Path installed = jar(repository.resolve("dev/ashlar/ashlar-runtime"), "ashlar-runtime-" + paths[2] + ".jar");
    String[] beside;
    try (JarFile archive = new JarFile(installed.toFile())) {
      beside = archive.getManifest().getMainAttributes().getValue("Class-Path").split(" ");
    }
    Path moved = copy(installed, folder);
    copy(jar(repository.resolve("info/picocli/picocli"), beside[0]), folder);
    copy(jar(repository.resolve("com/fasterxml/jackson/core/jackson-core"), beside[1]), folder);

    for (Path jar : List.of(installed, moved)) {
      run(jar, 0, "w  float32   (2,)", "inspect", file);
      run(jar, 0, "\"dtype\" : \"float32\"", "inspect", "--json", file);
      run(jar, 0, "equal: 1", "diff", file, file);
      run(jar, 1, "other values: w", "diff", file, other);
      run(jar, 1, "\"otherValues\" : [ \"w\" ]", "diff", "--json", file, other);
      run(jar, 0, "", "convert", file, npz);
      run(jar, 0, "equal: 1", "diff", file, npz);
      run(jar, 2, "Usage", "inspect");
      run(jar, 3, "is not valid safetensors", "inspect", bad);
      run(jar, 0, "inspect", "--help");
      Files.delete(Path.of(npz));
    }
  }

  private static Path copy(Path jar, Path folder) throws Exception {
    return Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path jar(Path artifact, String name) throws Exception {
    try (Stream<Path> files = Files.walk(artifact)) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow(() -> new AssertionError("no jar " + name));
    }
  }

  private static void run(Path jar, int code, String words, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
    int found = process.waitFor();
    if (found != code || !said.contains(words)) {
      throw new AssertionError(command + " ended with " + found + " and said: " + said);
    }
  }
}
