package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The content of a layer's tree. Its id is the SHA-256 of a {@code tar} stream made deterministic:
 * sorted names, numeric owners, no times; with whiteouts (they are device nodes), opaque marks,
 * access lists and file capabilities, but without the overlay's notes on where a file was copied up
 * from.
 */
final class LayerContent {
  private static final List<String> TAR =
      List.of(
          "tar",
          "--create",
          "--sort=name",
          "--mtime=@0",
          "--format=posix",
          "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime",
          "--numeric-owner",
          "--acls",
          "--xattrs",
          "--xattrs-include=security.capability",
          "--xattrs-include=trusted.overlay.opaque",
          "--xattrs-include=user.*",
          "--xattrs-exclude=user.overlay.origin",
          "--xattrs-exclude=user.overlay.impure",
          "--xattrs-exclude=user.overlay.uuid",
          "--directory");

  private static final int ID_LENGTH = 32;

  private final Sandbox sandbox;
  private final Path tree;

  LayerContent(Sandbox sandbox, Path tree) {
    this.sandbox = sandbox;
    this.tree = tree;
  }

  /** Identifies and measures the tree. */
  Layer layer() throws IOException {
    LayerId id = HostCommand.read(sandbox.asRoot(archive()), LayerContent::identify);
    Size size = size();
    return new Layer(id, size.bytes(), size.files());
  }

  /** Everything in it, with the digests of files. */
  List<FileEntry> entries() throws IOException {
    return HostCommand.read(sandbox.asRoot(archive()), LayerArchive::read);
  }

  private List<String> archive() {
    List<String> command = new ArrayList<>(TAR);
    command.addAll(List.of(tree.toString(), "."));
    return command;
  }

  /** The sum of the sizes of the regular files. */
  long bytes() throws IOException {
    return size().bytes();
  }

  /** The paths of everything that is no directory, sorted. */
  List<String> files() throws IOException {
    return find("%P\\0").stream().sorted().toList();
  }

  /** Removes the sockets: their listeners are dead, and no archive could hold them. */
  void dropSockets() throws IOException {
    HostCommand.run(sandbox.asRoot(List.of("find", tree.toString(), "-type", "s", "-delete")));
  }

  private record Size(long bytes, long files) {}

  private Size size() throws IOException {
    Set<String> linked = new HashSet<>();
    long bytes = 0;
    long files = 0;
    for (String entry : find("%y %s %n %i\\0")) {
      List<String> field = List.of(entry.split(" ", 4));
      files++;
      boolean first = field.get(2).equals("1") || linked.add(field.get(3));
      if (field.get(0).equals("f") && first) {
        bytes += Long.parseLong(field.get(1));
      }
    }
    return new Size(bytes, files);
  }

  private List<String> find(String format) throws IOException {
    List<String> command =
        List.of("find", tree.toString(), "-mindepth", "1", "!", "-type", "d", "-printf", format);
    return HostCommand.read(
        sandbox.asRoot(command),
        output -> {
          String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
          return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        });
  }

  private static LayerId identify(InputStream archive) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int length = archive.read(buffer); length >= 0; length = archive.read(buffer)) {
      digest.update(buffer, 0, length);
    }
    return new LayerId(HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
