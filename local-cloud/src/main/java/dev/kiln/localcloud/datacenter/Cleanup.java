package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.MachineRoom;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredCommand;
import dev.kiln.localcloud.state.StoredDeleted;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredInvocation;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredToken;
import dev.kiln.localcloud.state.StoredVolume;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the machines, layers and records that are no longer needed. */
public final class Cleanup {
  private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

  /** A client token outlives its instance by at least this. */
  private static final Duration INSTANCES_KEPT = Duration.ofHours(24);

  private static final Set<String> ENDED = Set.of("shutting-down", "terminated");
  private static final Set<String> DOWN = Set.of("stopping", "stopped");
  private static final Duration COMMANDS_KEPT = Duration.ofDays(30);

  private final MachineRoom room;
  private final InstantSource clock;

  /** Layers that lost a holder; a layer under a machine waits until the machine ends. */
  private final Set<String> released = ConcurrentHashMap.newKeySet();

  /** Whether a look for unused layers is to come; one serves all that is released before it. */
  private final AtomicBoolean queued = new AtomicBoolean();

  private final Store store;

  Cleanup(Store store, MachineRoom room, InstantSource clock) {
    this.store = store;
    this.room = room;
    this.clock = clock;
  }

  /** Removes the machine of an instance that ended, with everything that runs in it. */
  public void scrap(StoredInstance instance) {
    room.afterwards(instance.id(), machines -> remove(machines, instance));
  }

  /** The same, at a later time. */
  public void scrapAt(Instant at, StoredInstance instance) {
    room.at(at, () -> scrap(instance));
  }

  /** Ends everything that runs in the machine of an instance when the instance goes down. */
  public void powerOffAt(Instant at, StoredInstance instance) {
    room.at(
        at,
        () ->
            store
                .find(StoredInstance.class, instance.id())
                .filter(one -> DOWN.contains(one.life().at(clock.instant()).state()))
                .ifPresent(one -> room.afterwards(one.id(), machines -> machines.stop(one.id()))));
  }

  private void remove(Machines machines, StoredInstance instance) throws IOException {
    machines.stop(instance.id());
    machines.delete(instance.id());
    layers(instance.layers());
  }

  /** Discards the layers that no image, snapshot or instance uses. */
  void layers(List<String> candidates) {
    released.addAll(candidates);
    if (queued.compareAndSet(false, true)) {
      room.afterwards("layers", machines -> room.alone(() -> discard(machines)));
    }
  }

  private void discard(Machines machines) {
    queued.set(false);
    Set<String> unused = new HashSet<>(released);
    unused.removeAll(used());
    for (String layer : unused) {
      try {
        machines.discard(new LayerId(layer));
        released.remove(layer);
      } catch (IOException stillNeeded) {
        LOG.debug("event=layer-kept layer={} fact={}", layer, stillNeeded.getMessage());
      }
    }
  }

  private Set<String> used() {
    Set<String> used = new HashSet<>(Set.of(LayerId.HOST.value()));
    store.all(StoredImage.class).forEach(image -> used.addAll(image.layers()));
    store.all(StoredSnapshot.class).forEach(snapshot -> used.addAll(snapshot.layers()));
    store
        .all(StoredDeleted.class)
        .forEach(
            deleted -> {
              deleted.image().ifPresent(image -> used.addAll(image.layers()));
              deleted.snapshot().ifPresent(snapshot -> used.addAll(snapshot.layers()));
            });
    store.all(StoredInstance.class).stream()
        .filter(one -> !ENDED.contains(one.life().at(clock.instant()).state()))
        .forEach(one -> used.addAll(one.layers()));
    return used;
  }

  /** At the start: finishes the work of a killed process, and forgets old records. */
  public void resume() {
    Instant now = clock.instant();
    for (StoredInstance instance : store.all(StoredInstance.class)) {
      instance.life().startOf("terminated").ifPresent(at -> scrapAt(at, instance));
    }
    store.transaction(
        () -> {
          store.all(StoredInstance.class).stream()
              .filter(one -> endedBefore(one, now.minus(INSTANCES_KEPT)))
              .forEach(this::forget);
          forgetCommands(now.minus(COMMANDS_KEPT));
          return now;
        });
  }

  private static boolean endedBefore(StoredInstance instance, Instant limit) {
    return instance.life().startOf("terminated").map(limit::isAfter).orElse(false);
  }

  private void forget(StoredInstance instance) {
    new Tags(store).forget(instance.place(), instance.id());
    store.all(StoredVolume.class).stream()
        .filter(volume -> volume.instanceId().equals(instance.id()))
        .filter(StoredVolume::deleteOnTermination)
        .forEach(store::remove);
    store.all(StoredToken.class).stream()
        .filter(token -> token.resources().contains(instance.id()))
        .forEach(store::remove);
    store.remove(instance);
  }

  private void forgetCommands(Instant limit) {
    store.all(StoredInvocation.class).stream()
        .filter(one -> one.createdAt().isBefore(limit))
        .forEach(store::remove);
    store.all(StoredCommand.class).stream()
        .filter(one -> one.createdAt().isBefore(limit))
        .forEach(store::remove);
  }
}
