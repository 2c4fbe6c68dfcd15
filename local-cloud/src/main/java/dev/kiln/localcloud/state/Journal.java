package dev.kiln.localcloud.state;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that only grows. A line counts once its line feed is there, so a process killed
 * in the middle of a write loses only that line, and no caller had a reply for it yet.
 */
final class Journal implements Closeable {
  private final Path file;
  private FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens the file, made if absent, and cuts off an unfinished last line. */
  static Journal open(Path file) throws IOException {
    FileChannel channel = channel(file);
    channel.truncate(endOfLastLine(file));
    channel.position(channel.size());
    return new Journal(file, channel);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static long endOfLastLine(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** All lines so far. */
  List<String> lines() throws IOException {
    return Files.readString(file).lines().toList();
  }

  /** Adds a line that has no line feed of its own; on return it survives the end of the process. */
  void append(String line) {
    try {
      write(channel, line + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file + "; is the disk full?", failed);
    }
  }

  /** Replaces the whole content by one line, at once for any reader and any crash. */
  void rewrite(String line) {
    try {
      replace(line + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file + "; is the disk full?", failed);
    }
  }

  private void replace(String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(out, content);
      out.force(true);
    }
    channel.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel = channel(file);
    channel.position(channel.size());
  }

  private static void write(FileChannel to, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
