package dev.ashlar.processor.gluon;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;

/** Keeps in memory what one compilation writes; it reads from the files beneath. */
public final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, File> sources = new LinkedHashMap<>();
  private final Map<String, File> classes = new LinkedHashMap<>();

  /** Files over those that are there. */
  public MemoryFiles(JavaFileManager beneath) {
    super(beneath);
  }

  /** A source to compile. */
  public static JavaFileObject source(String className, String text) {
    File file = new File(className, Kind.SOURCE);
    file.text.write(text);
    return file;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, Kind kind, FileObject sibling) {
    return (kind == Kind.SOURCE ? sources : classes)
        .computeIfAbsent(className, name -> new File(name, kind));
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    return new File(packageName + "." + relativeName, Kind.OTHER); // not read again
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.getName().equals(b.getName());
  }

  /** The sources that were written, by full class name. */
  public Map<String, String> written() {
    Map<String, String> written = new LinkedHashMap<>();
    sources.forEach((name, file) -> written.put(name, file.text.toString()));
    return written;
  }

  /** A loader of the classes that were written. */
  public ClassLoader loader() {
    return new Loader(classes);
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, File> classes;

    Loader(Map<String, File> classes) {
      super(MemoryFiles.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      File file = classes.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = file.bytes.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static final class File extends SimpleJavaFileObject {
    private final String name;
    private final StringWriter text = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    File(String className, Kind kind) {
      super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
      this.name = toUri().getPath();
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Writer openWriter() {
      return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.toString();
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
