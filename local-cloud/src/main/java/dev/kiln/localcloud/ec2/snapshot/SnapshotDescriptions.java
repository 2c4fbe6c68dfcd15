package dev.kiln.localcloud.ec2.snapshot;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Snapshots as a caller sees them now: with their progress and the caller's own tags. */
final class SnapshotDescriptions {
  private final Datacenter datacenter;
  private final Tags tags;

  SnapshotDescriptions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  /** The snapshot, if its tags are wanted. */
  Optional<Snapshot> of(Call call, StoredSnapshot snapshot, Predicate<Map<String, String>> wanted) {
    return Optional.of(tags.map(call.place(), snapshot.id()))
        .filter(wanted)
        .map(own -> described(snapshot, Tags.list(own)));
  }

  private Snapshot described(StoredSnapshot snapshot, List<Tag> own) {
    Lifecycle life = snapshot.life().at(datacenter.now());
    Snapshot.Builder view =
        snapshot.body().toBuilder()
            .state(life.state())
            .progress(progress(snapshot, life))
            .tags(own);
    life.reason().ifPresent(reason -> view.stateMessage(reason.message()));
    return view.build();
  }

  private String progress(StoredSnapshot snapshot, Lifecycle life) {
    if (life.state().equals("completed")) {
      return "100%";
    }
    Optional<Instant> end = life.startOf("completed");
    if (end.isEmpty()) {
      return "0%";
    }
    long whole = Math.max(1, Duration.between(snapshot.createdAt(), end.get()).toMillis());
    long passed = Duration.between(snapshot.createdAt(), datacenter.now()).toMillis();
    return Math.min(99, Math.max(0, passed * 100 / whole)) + "%";
  }
}
