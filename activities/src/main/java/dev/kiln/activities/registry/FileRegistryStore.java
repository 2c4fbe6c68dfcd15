package dev.kiln.activities.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file on the worker's machine. Readers see the old or the new text, never half of it; the
 * writers of all processes take turns with a lock file beside it.
 */
final class FileRegistryStore implements RegistryStore {
  /** The operating system's lock belongs to the whole process, so its threads need another. */
  private static final Map<Path, Object> THREADS = new ConcurrentHashMap<>();

  private final Path file;

  FileRegistryStore(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public Optional<Text> read() throws IOException {
    try {
      String json = Files.readString(file);
      return Optional.of(new Text(json, token(json)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public boolean write(String json, Optional<String> expected) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    synchronized (THREADS.computeIfAbsent(file, first -> new Object())) {
      try (FileChannel channel = open(beside(".lock"));
          FileLock held = channel.lock()) {
        if (!held.isValid() || !read().map(Text::token).equals(expected)) {
          return false;
        }
        replace(json);
        return true;
      }
    }
  }

  private void replace(String json) throws IOException {
    Path next = beside(".new");
    try (FileChannel out = open(next)) {
      out.truncate(0);
      out.write(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static String token(String json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
