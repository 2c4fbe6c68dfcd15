package dev.kiln.localcloud.control;

import dev.kiln.localcloud.wire.Json;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log of all calls, on disk, so that a test can read afterwards what several processes did to
 * one cloud. It keeps at least the latest {@value #CAP} bytes.
 */
public final class CallLog implements Closeable {
  private static final long CAP = 16L << 20;

  private final Path file;
  private FileChannel channel;

  private CallLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  public static CallLog open(Path home) throws IOException {
    Path file = home.resolve("calls.jsonl");
    return new CallLog(file, channel(file));
  }

  /** All calls in order, including those of earlier processes. */
  public synchronized List<LoggedCall> list() {
    try {
      List<LoggedCall> calls = new ArrayList<>();
      for (Path part : List.of(older(), file)) {
        if (Files.exists(part)) {
          for (String line : Files.readAllLines(part)) {
            calls.add(call(Json.object(line)));
          }
        }
      }
      return calls;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read call log '" + file + "'", unreadable);
    }
  }

  /** How often an action was called, refused calls included. */
  public long count(String action) {
    return list().stream().filter(call -> call.action().equals(action)).count();
  }

  /** Forgets all calls. */
  public synchronized void clear() {
    try {
      channel.truncate(0);
      Files.deleteIfExists(older());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot clear call log '" + file + "'", failed);
    }
  }

  /** Adds a call. */
  public synchronized void add(LoggedCall call) {
    try {
      if (channel.size() > CAP) {
        channel.close();
        Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        channel = channel(file);
      }
      byte[] line = (Json.text(tree(call)) + "\n").getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(line));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write call log '" + file + "'", failed);
    }
  }

  private static Map<String, Object> tree(LoggedCall call) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("time", call.time().toString());
    tree.put("account", call.account());
    tree.put("region", call.region());
    tree.put("service", call.service());
    tree.put("action", call.action());
    call.token().ifPresent(token -> tree.put("token", token));
    tree.put("requestId", call.requestId());
    tree.put("millis", call.millis());
    tree.put("outcome", call.outcome());
    call.errorCode().ifPresent(code -> tree.put("errorCode", code));
    return tree;
  }

  private static LoggedCall call(Map<String, Object> tree) {
    return new LoggedCall(
        Instant.parse(text(tree, "time")),
        text(tree, "account"),
        text(tree, "region"),
        text(tree, "service"),
        text(tree, "action"),
        Optional.ofNullable(tree.get("token")).map(Object::toString),
        text(tree, "requestId"),
        Long.parseLong(text(tree, "millis")),
        text(tree, "outcome"),
        Optional.ofNullable(tree.get("errorCode")).map(Object::toString));
  }

  private static String text(Map<String, Object> tree, String name) {
    return String.valueOf(tree.get(name));
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path older() {
    return file.resolveSibling("calls.older.jsonl");
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
