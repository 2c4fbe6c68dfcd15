package dev.kiln.localcloud.state;

import dev.kiln.localcloud.wire.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All resources, in memory and on disk. A transaction is one line of the journal: after a crash,
 * all of its changes are there or none.
 */
public final class Store implements Closeable {
  /** A journal is rewritten once more than half of it, and more than this, is out of date. */
  private static final int OUT_OF_DATE = 2_000;

  /** The kinds by the names that they have on disk. */
  static final Map<String, Class<? extends Stored>> KINDS =
      Stream.of(Stored.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, kind -> kind.asSubclass(Stored.class)));

  private final StateLock lock;
  private final Journal journal;
  private final Map<Class<?>, Map<String, Stored>> tables = new HashMap<>();
  private final ReentrantLock access = new ReentrantLock();
  private final List<Object> changes = new ArrayList<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final TextPool texts = new TextPool();
  private long entries;

  private Store(StateLock lock, Journal journal) {
    this.lock = lock;
    this.journal = journal;
  }

  /**
   * Opens a home, made if absent.
   *
   * @throws IOException if another process has it open, or if its files are damaged
   */
  public static Store open(Path home) throws IOException {
    Files.createDirectories(home);
    StateLock lock = StateLock.take(home);
    try {
      Store store = new Store(lock, Journal.open(home.resolve("state.jsonl")));
      store.load(home);
      return store;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /** Runs alone; its changes are kept if it returns, and undone if it throws. */
  public <T> T transaction(Supplier<T> work) {
    access.lock();
    try {
      if (access.getHoldCount() > 1) {
        return work.get();
      }
      T result = work.get();
      if (!changes.isEmpty()) {
        journal.append(Json.text(changes));
        entries += changes.size();
        compactIfLong();
      }
      undo.clear();
      return result;
    } finally {
      if (access.getHoldCount() == 1) {
        undo.forEach(Runnable::run);
        undo.clear();
        changes.clear();
      }
      access.unlock();
    }
  }

  /** A resource, alive or not. */
  public <T extends Stored> Optional<T> find(Class<T> kind, String id) {
    access.lock();
    try {
      return Optional.ofNullable(table(kind).get(id)).map(kind::cast);
    } finally {
      access.unlock();
    }
  }

  /** All of a kind, the oldest first. */
  public <T extends Stored> List<T> all(Class<T> kind) {
    access.lock();
    try {
      return table(kind).values().stream().map(kind::cast).toList();
    } finally {
      access.unlock();
    }
  }

  /** Adds or replaces; only inside a transaction. */
  public <T extends Stored> T put(T stored) {
    Map<String, Stored> table = table(stored.getClass());
    Stored before = table.put(stored.id(), stored);
    undo.push(
        before == null ? () -> table.remove(stored.id()) : () -> table.put(before.id(), before));
    changes.add(line(stored));
    return stored;
  }

  /** Forgets; only inside a transaction. */
  public void remove(Stored stored) {
    Map<String, Stored> table = table(stored.getClass());
    if (table.remove(stored.id()) != null) {
      undo.push(() -> table.put(stored.id(), stored));
      changes.add(Map.of("gone", stored.getClass().getSimpleName(), "id", stored.id()));
    }
  }

  /** Forgets everything. */
  public void clear() {
    transaction(
        () -> {
          tables.values().forEach(table -> List.copyOf(table.values()).forEach(this::remove));
          return tables;
        });
  }

  private void load(Path home) throws IOException {
    AtomicLong lines = new AtomicLong();
    try {
      journal.lines(
          line -> {
            lines.incrementAndGet();
            for (Object entry : Json.array(line, texts::shared)) {
              apply((Map<?, ?>) entry);
              entries++;
            }
          });
    } catch (IOException | RuntimeException damaged) {
      throw new IOException(
          "cannot read local cloud '%s': line %d of state.jsonl is damaged; restore the file or move the directory away"
              .formatted(home, lines.get()),
          damaged);
    }
    compactIfLong();
  }

  /** The cost of a rewrite is thus spread over as many changes as there are resources. */
  private void compactIfLong() {
    long live = tables.values().stream().mapToLong(Map::size).sum();
    if (entries > OUT_OF_DATE && entries > 2 * live) {
      journal.rewrite(
          () ->
              tables.values().stream()
                  .flatMap(table -> table.values().stream())
                  .map(one -> Json.text(List.of(line(one))))
                  .iterator());
      entries = live;
    }
  }

  private void apply(Map<?, ?> entry) {
    if (entry.get("gone") instanceof String kind) {
      table(kind(kind)).remove(String.valueOf(entry.get("id")));
    } else if (entry.get("body") instanceof Map<?, ?> body) {
      Class<? extends Stored> kind = kind(String.valueOf(entry.get("kind")));
      Stored stored = (Stored) RecordCodec.record(body, kind.asSubclass(Record.class));
      table(kind).put(stored.id(), stored);
    }
  }

  private static Class<? extends Stored> kind(String name) {
    Class<? extends Stored> kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("unknown kind " + name);
    }
    return kind;
  }

  private static Map<String, Object> line(Stored stored) {
    return Map.of(
        "kind", stored.getClass().getSimpleName(), "body", RecordCodec.tree((Record) stored));
  }

  private Map<String, Stored> table(Class<?> kind) {
    return tables.computeIfAbsent(kind, key -> new LinkedHashMap<>());
  }

  @Override
  public void close() throws IOException {
    journal.close();
    lock.close();
  }
}
