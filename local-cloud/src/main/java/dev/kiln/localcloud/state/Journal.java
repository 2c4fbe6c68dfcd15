package dev.kiln.localcloud.state;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that only grows. A line counts once its line feed is there, so a process killed
 * in the middle of a write loses only that line, and no caller had a reply for it yet.
 */
final class Journal implements Closeable {
  private static final int BLOCK = 64 * 1024;

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

  /** Reads blocks from the end, since the file may be far larger than the memory. */
  private static long endOfLastLine(Path file) throws IOException {
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long end = content.size();
      while (end > 0) {
        long from = Math.max(0, end - BLOCK);
        block.clear().limit((int) (end - from));
        while (block.hasRemaining() && content.read(block, from + block.position()) >= 0) {}
        for (int i = block.position() - 1; i >= 0; i--) {
          if (block.get(i) == '\n') {
            return from + i + 1;
          }
        }
        end = from;
      }
      return 0;
    }
  }

  /** Reads the lines so far, one at a time. */
  interface LineReader {
    void read(String line) throws IOException;
  }

  /** Gives every line so far to {@code reader}. */
  void lines(LineReader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.read(line);
      }
    }
  }

  /** Adds a line that has no line feed of its own; on return it survives the end of the process. */
  void append(String line) {
    try {
      write(channel, line + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file + "; is the disk full?", failed);
    }
  }

  /** Replaces the whole content by other lines, at once for any reader and any crash. */
  void rewrite(Iterable<String> lines) {
    try {
      replace(lines);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file + "; is the disk full?", failed);
    }
  }

  private void replace(Iterable<String> lines) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        Writer text = Channels.newWriter(out, StandardCharsets.UTF_8)) {
      Writer buffered = new BufferedWriter(text, BLOCK);
      for (String line : lines) {
        buffered.append(line).append('\n');
      }
      buffered.flush();
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
