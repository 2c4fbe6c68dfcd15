package dev.kiln.localcloud.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on disk. */
final class StoreTest {
  private static final Place PLACE = new Place("000000000000", "us-east-1");

  private final Path home;
  private final Path journal;

  StoreTest(@TempDir Path home) {
    this.home = home;
    this.journal = home.resolve("state.jsonl");
  }

  private static StoredTags tags(String resource, String value) {
    return new StoredTags(PLACE, resource, Map.of("k", value));
  }

  private static void put(Store store, StoredTags... all) {
    store.transaction(
        () -> {
          for (StoredTags one : all) {
            store.put(one);
          }
          return all;
        });
  }

  /** A renamed kind would make existing homes unreadable. */
  @Test
  void keepsTheNamesThatKindsHaveOnDisk() {
    assertThat(Store.KINDS.keySet())
        .contains(
            "StoredAutoScalingGroup",
            "StoredBucket",
            "StoredCommand",
            "StoredDeleted",
            "StoredGroup",
            "StoredImage",
            "StoredInstance",
            "StoredInvocation",
            "StoredKeyPair",
            "StoredLaunchConfiguration",
            "StoredLaunchTemplate",
            "StoredObject",
            "StoredParameter",
            "StoredRegion",
            "StoredReport",
            "StoredSnapshot",
            "StoredTags",
            "StoredToken",
            "StoredVolume");
  }

  @Test
  void readsAnOptionalSwitchBack() throws IOException {
    StoredRegion encrypting = new StoredRegion(PLACE, "unblocked", Optional.of(true));
    try (Store store = Store.open(home)) {
      store.transaction(() -> store.put(encrypting));
    }
    try (Store store = Store.open(home)) {
      assertThat(store.all(StoredRegion.class)).containsExactly(encrypting);
    }
  }

  @Test
  void aLineThatWasCutOffCountsForNothing() throws IOException {
    try (Store store = Store.open(home)) {
      put(store, tags("i-1", "a"));
      put(store, tags("i-2", "b"), tags("i-3", "c"));
    }
    byte[] whole = Files.readAllBytes(journal);
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = first; length < whole.length; length += 7) {
      Files.write(journal, Arrays.copyOf(whole, length));
      try (Store store = Store.open(home)) {
        assertThat(store.all(StoredTags.class)).containsExactly(tags("i-1", "a"));
        put(store, tags("i-4", "d"));
      }
      try (Store store = Store.open(home)) {
        assertThat(store.all(StoredTags.class)).hasSize(2);
      }
    }
  }

  @Test
  void undoesAFailedTransaction() throws IOException {
    try (Store store = Store.open(home)) {
      put(store, tags("i-1", "a"));
      assertThatThrownBy(
              () ->
                  store.transaction(
                      () -> {
                        store.put(tags("i-1", "changed"));
                        store.put(tags("i-2", "new"));
                        store.remove(tags("i-1", "changed"));
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");

      assertThat(store.all(StoredTags.class)).containsExactly(tags("i-1", "a"));
    }
    try (Store store = Store.open(home)) {
      assertThat(store.all(StoredTags.class)).containsExactly(tags("i-1", "a"));
    }
  }

  @Test
  void aLongJournalIsRewrittenWithoutLoss() throws IOException {
    try (Store store = Store.open(home)) {
      for (int i = 0; i < 2_500; i++) {
        put(store, tags("i-" + i % 10, "v" + i));
      }
      store.transaction(
          () -> {
            store.remove(tags("i-0", ""));
            return store;
          });
    }
    assertThat(Files.readAllLines(journal)).hasSizeLessThan(1_000);
    try (Store store = Store.open(home)) {
      assertThat(store.all(StoredTags.class)).hasSize(9).contains(tags("i-9", "v2499"));
    }
  }

  @Test
  void aChangeToALargeStateOnlyAddsToIt() throws IOException {
    try (Store store = Store.open(home)) {
      for (int i = 0; i < 2_500; i++) {
        put(store, tags("i-" + i, "v"));
      }
      byte[] before = Files.readAllBytes(journal);
      for (int i = 0; i < 100; i++) {
        put(store, tags("i-" + i, "w"));
      }

      assertThat(Arrays.copyOf(Files.readAllBytes(journal), before.length)).isEqualTo(before);
      assertThat(Files.readAllLines(journal)).hasSize(2_600);
    }
    try (Store store = Store.open(home)) {
      assertThat(store.all(StoredTags.class))
          .hasSize(2_500)
          .contains(tags("i-99", "w"), tags("i-100", "v"));
    }
  }

  @Test
  void reportsTheLineOfDamageInTheMiddle() throws IOException {
    try (Store store = Store.open(home)) {
      put(store, tags("i-1", "a"));
    }
    Files.writeString(journal, "{nonsense\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Store.open(home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 of state.jsonl is damaged");
  }
}
