package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are either as before or wholly new, whenever the process is killed. */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes {@code text} beside {@code file}, forces it to disk and renames it into place. */
  static void write(Path file, String text) throws IOException {
    write(file, text, StandardCharsets.UTF_8);
  }

  /** The same in another character set. */
  static void write(Path file, String text, Charset charset) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(fresh, text, charset);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Renames a directory to a name that only one of several racers gets.
   *
   * @return false if the name was taken, and {@code from} is still there
   */
  static boolean rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      return false;
    } catch (FileSystemException e) {
      if (Files.isDirectory(to) && Files.isDirectory(from)) {
        return false;
      }
      throw e;
    }
  }
}
