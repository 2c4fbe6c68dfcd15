package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredDeleted;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps deleted images and snapshots for a time if the settings have such a rule. */
public final class RecycleBin {
  private final Datacenter datacenter;
  private final Store store;

  public RecycleBin(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  /** Deletes an image: for a time if there is a rule, else for good. */
  public void delete(StoredImage image) {
    store.remove(image);
    discard(
        new StoredDeleted(
            image.place(), Optional.of(image), Optional.empty(), datacenter.now(), exit()));
  }

  /** Deletes a snapshot in the same way. */
  public void delete(StoredSnapshot snapshot) {
    store.remove(snapshot);
    discard(
        new StoredDeleted(
            snapshot.place(), Optional.empty(), Optional.of(snapshot), datacenter.now(), exit()));
  }

  private Instant exit() {
    return datacenter.now().plus(datacenter.settings().recycleBin());
  }

  private void discard(StoredDeleted deleted) {
    if (datacenter.settings().recycleBin().equals(Duration.ZERO)) {
      forget(deleted);
    } else {
      store.put(deleted);
    }
  }

  private void forget(StoredDeleted deleted) {
    store.remove(deleted);
    new Tags(store).forget(deleted.place(), deleted.id());
    deleted.image().ifPresent(image -> datacenter.cleanup().layers(image.layers()));
    deleted.snapshot().ifPresent(snapshot -> datacenter.cleanup().layers(snapshot.layers()));
  }

  /** The caller's deleted resources; those past their time are forgotten first. */
  public Stream<StoredDeleted> contents(Call call) {
    Instant now = datacenter.now();
    store.all(StoredDeleted.class).stream()
        .filter(one -> !one.exitAt().isAfter(now))
        .forEach(this::forget);
    return store.all(StoredDeleted.class).stream().filter(one -> one.place().equals(call.place()));
  }

  /** The caller's deleted resource of an id. */
  public StoredDeleted find(Call call, Kind kind, @Nullable String id) {
    return contents(call)
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> kind.notFound(String.valueOf(id)));
  }
}
