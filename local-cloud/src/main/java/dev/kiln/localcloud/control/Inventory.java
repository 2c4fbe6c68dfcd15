package dev.kiln.localcloud.control;

import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredGroup;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredKeyPair;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredTags;
import dev.kiln.localcloud.state.StoredVolume;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All resources of all accounts and regions, so that a test can show that nothing is left. */
public final class Inventory {
  private static final Set<String> GONE = Set.of("shutting-down", "terminated");
  private static final Set<String> TEMPORARY =
      Set.of("instance", "volume", "key-pair", "security-group");

  /**
   * One resource.
   *
   * @param kind {@code instance}, {@code image}, {@code snapshot}, {@code volume}, {@code key-pair}
   *     or {@code security-group}
   * @param name of an image, key pair or security group; empty for the others
   * @param tags of its owner
   */
  public record Resource(
      String kind,
      String id,
      String account,
      String region,
      String state,
      String name,
      Map<String, String> tags) {}

  private final Store store;
  private final InstantSource clock;

  public Inventory(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Everything, terminated instances included. */
  public List<Resource> list() {
    List<Resource> all = new ArrayList<>();
    for (StoredInstance one : store.all(StoredInstance.class)) {
      all.add(resource("instance", one.id(), one.place(), state(one.life()), ""));
    }
    for (StoredImage one : store.all(StoredImage.class)) {
      all.add(resource("image", one.id(), one.place(), state(one.life()), one.body().name()));
    }
    for (StoredSnapshot one : store.all(StoredSnapshot.class)) {
      all.add(resource("snapshot", one.id(), one.place(), state(one.life()), ""));
    }
    for (StoredVolume one : store.all(StoredVolume.class)) {
      if (one.exists(store, clock.instant())) {
        boolean attached = one.attached(store, clock.instant());
        all.add(resource("volume", one.id(), one.place(), attached ? "in-use" : "available", ""));
      }
    }
    for (StoredKeyPair one : store.all(StoredKeyPair.class)) {
      all.add(resource("key-pair", one.id(), one.place(), "available", one.body().keyName()));
    }
    for (StoredGroup one : store.all(StoredGroup.class)) {
      all.add(
          resource("security-group", one.id(), one.place(), "available", one.body().groupName()));
    }
    return List.copyOf(all);
  }

  /** Everything of a kind. */
  public List<Resource> list(String kind) {
    return list().stream().filter(resource -> resource.kind().equals(kind)).toList();
  }

  /**
   * The resources that a finished build must not leave behind: instances that are not terminated,
   * and their volumes, key pairs and security groups.
   */
  public List<Resource> leftovers() {
    return list().stream()
        .filter(resource -> TEMPORARY.contains(resource.kind()))
        .filter(resource -> !GONE.contains(resource.state()))
        .toList();
  }

  private String state(Lifecycle life) {
    return life.at(clock.instant()).state();
  }

  private Resource resource(String kind, String id, Place place, String state, String name) {
    Map<String, String> tags =
        store
            .find(StoredTags.class, StoredTags.key(place.account(), id))
            .map(StoredTags::tags)
            .orElse(Map.of());
    return new Resource(kind, id, place.account(), place.region(), state, name, tags);
  }
}
