package dev.kiln.localcloud.machine;

import dev.kiln.localcloud.machine.FileEntry.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the entries of a layer from the {@code tar} stream that identifies it. The stream shows
 * what no file API does: deletions, which are device nodes 0/0, opaque marks and owners.
 */
final class LayerArchive {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final Map<String, FileEntry> linkTargets = new HashMap<>();
  private final List<FileEntry> entries = new ArrayList<>();

  private LayerArchive(InputStream in) {
    this.in = in;
  }

  static List<FileEntry> read(InputStream in) throws IOException {
    return new LayerArchive(in).entries();
  }

  private List<FileEntry> entries() throws IOException {
    Map<String, String> extended = new HashMap<>();
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      char type = (char) header[156];
      long size =
          extended.containsKey("size")
              ? Long.parseLong(extended.getOrDefault("size", "0"))
              : number(header, 124, 12);
      if (type == 'x') {
        extended.putAll(records(content(size)));
      } else {
        add(header, type, size, extended);
        extended.clear();
      }
      header = in.readNBytes(BLOCK);
    }
    return entries;
  }

  private void add(byte[] header, char type, long size, Map<String, String> extended)
      throws IOException {
    String path = clean(extended.getOrDefault("path", name(header)));
    Optional<String> digest = type == '0' ? Optional.of(digest(size)) : Optional.empty();
    if (type != '0') {
      skip(size);
    }
    if (path.isEmpty()) {
      return;
    }
    String target = extended.getOrDefault("linkpath", text(header, 157, 100));
    FileEntry linked = type == '1' ? linkTargets.get(clean(target)) : null;
    FileEntry entry =
        new FileEntry(
            path,
            kind(type, header),
            linked == null ? (type == '0' ? size : 0) : linked.size(),
            linked == null ? digest : linked.digest(),
            type == '2' ? Optional.of(target) : Optional.empty(),
            Long.toOctalString(number(header, 100, 8) & 07777),
            owner(header, extended),
            isOpaque(extended));
    entries.add(entry);
    linkTargets.put(path, entry);
  }

  private static Kind kind(char type, byte[] header) {
    return switch (type) {
      case '0', '1' -> Kind.FILE;
      case '2' -> Kind.LINK;
      case '5' -> Kind.DIRECTORY;
      case '3' ->
          number(header, 329, 8) == 0 && number(header, 337, 8) == 0 ? Kind.DELETED : Kind.SPECIAL;
      default -> Kind.SPECIAL;
    };
  }

  private static String owner(byte[] header, Map<String, String> extended) {
    return extended.getOrDefault("uid", String.valueOf(number(header, 108, 8)))
        + ":"
        + extended.getOrDefault("gid", String.valueOf(number(header, 116, 8)));
  }

  private static boolean isOpaque(Map<String, String> extended) {
    return extended.entrySet().stream()
        .anyMatch(one -> one.getKey().endsWith(".overlay.opaque") && one.getValue().equals("y"));
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String clean(String path) {
    return path.replaceFirst("^\\./?", "").replaceFirst("/$", "");
  }

  /** Lines of the form {@code 17 path=somewhere}, each as long as it says. */
  private static Map<String, String> records(byte[] content) {
    Map<String, String> records = new HashMap<>();
    int start = 0;
    while (start < content.length) {
      int space = start;
      while (content[space] != ' ') {
        space++;
      }
      int length =
          Integer.parseInt(new String(content, start, space - start, StandardCharsets.US_ASCII));
      String line =
          new String(content, space + 1, start + length - space - 2, StandardCharsets.UTF_8);
      int equals = line.indexOf('=');
      records.put(line.substring(0, equals), line.substring(equals + 1));
      start += length;
    }
    return records;
  }

  private static long number(byte[] header, int from, int length) {
    if ((header[from] & 0x80) != 0) { // too large for octal digits
      long value = 0;
      for (int i = from + length - 8; i < from + length; i++) {
        value = (value << 8) | (header[i] & 0xff);
      }
      return value;
    }
    String digits = text(header, from, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOfRange(header, from, end), StandardCharsets.UTF_8);
  }

  private byte[] content(long size) throws IOException {
    byte[] content = in.readNBytes(Math.toIntExact(size));
    if (content.length < size) {
      throw new EOFException("the archive of a layer ends too early");
    }
    in.skipNBytes(padding(size));
    return content;
  }

  private String digest(long size) throws IOException {
    MessageDigest digest = LayerContent.sha256();
    for (long left = size; left > 0; ) {
      int length = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (length < 0) {
        throw new EOFException("the archive of a layer ends too early");
      }
      digest.update(buffer, 0, length);
      left -= length;
    }
    in.skipNBytes(padding(size));
    return HexFormat.of().formatHex(digest.digest());
  }

  private void skip(long size) throws IOException {
    in.skipNBytes(size + padding(size));
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }
}
