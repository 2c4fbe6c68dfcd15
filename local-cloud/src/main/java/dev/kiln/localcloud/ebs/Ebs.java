package dev.kiln.localcloud.ebs;

import dev.kiln.localcloud.datacenter.Blocks;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.Operation;
import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.Answer;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The part of EBS direct that compares snapshots. The positions of blocks on a volume are not known
 * here; their number follows from the layers by which the snapshots differ.
 */
public final class Ebs {
  private static final Pattern BLOCKS =
      Pattern.compile("/snapshots/([^/]{1,64})/(changedblocks|blocks)");
  private static final int FEWEST = 100;
  private static final int MOST = 10_000;
  private static final Duration TOKENS_LAST = Duration.ofDays(7);

  private final Datacenter datacenter;

  public Ebs(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of(
        "ListChangedBlocks", this::listChangedBlocks, "ListSnapshotBlocks", this::listBlocks);
  }

  /** The action that a method and a path name. */
  public static Operation route(HttpRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>(Form.parse(request.query()));
    Matcher blocks = BLOCKS.matcher(request.path());
    if (!request.method().equals("GET") || !blocks.matches()) {
      return new Operation("", parameters);
    }
    parameters.put("secondSnapshotId", blocks.group(1));
    boolean changed = blocks.group(2).equals("changedblocks");
    return new Operation(changed ? "ListChangedBlocks" : "ListSnapshotBlocks", parameters);
  }

  private SdkPojo listChangedBlocks(Call call) {
    StoredSnapshot second = snapshot(call, text(call, "secondSnapshotId").orElse(""));
    Optional<StoredSnapshot> first = text(call, "firstSnapshotId").map(id -> snapshot(call, id));
    long blocks = bytesBetween(first, second) / Blocks.SIZE;
    int size = number(call, "maxResults", MOST, FEWEST, MOST);
    int from = number(call, "pageToken", 0, 0, Integer.MAX_VALUE);
    int to = (int) Math.min(blocks, from + (long) size);
    List<ChangedBlocks.Block> page = new ArrayList<>();
    for (int index = from; index < to; index++) {
      page.add(new ChangedBlocks.Block(index, "block" + index));
    }
    return new ChangedBlocks(
        page,
        second.body().volumeSize(),
        datacenter.now().plus(TOKENS_LAST),
        to < blocks ? String.valueOf(to) : null);
  }

  private SdkPojo listBlocks(Call call) {
    StoredSnapshot snapshot = snapshot(call, text(call, "secondSnapshotId").orElse(""));
    long blocks = full(snapshot) / Blocks.SIZE;
    int size = number(call, "maxResults", MOST, FEWEST, MOST);
    int start = number(call, "startingBlockIndex", 0, 0, Integer.MAX_VALUE);
    int from = number(call, "pageToken", start, 0, Integer.MAX_VALUE);
    int to = (int) Math.min(blocks, from + (long) size);
    List<Map<String, Object>> page = new ArrayList<>();
    for (int index = from; index < to; index++) {
      page.add(Map.of("BlockIndex", index, "BlockToken", "block-" + index));
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("Blocks", page);
    reply.put("BlockSize", Blocks.SIZE);
    reply.put("ExpiryTime", datacenter.now().plus(TOKENS_LAST).getEpochSecond());
    reply.put("VolumeSize", snapshot.body().volumeSize());
    if (to < blocks) {
      reply.put("NextToken", String.valueOf(to));
    }
    return new Answer(reply);
  }

  private static long bytesBetween(Optional<StoredSnapshot> first, StoredSnapshot second) {
    if (first.isEmpty()) {
      return full(second);
    }
    List<String> below = first.get().layers();
    List<String> above = second.layers();
    int shared = Math.min(below.size(), above.size());
    if (shared == 0 || !below.subList(0, shared).equals(above.subList(0, shared))) {
      throw AwsFailure.refused(
          "ValidationException", "The snapshots are not of one lineage (UNRELATED_SNAPSHOTS).");
    }
    return Math.max(0, full(second) - full(first.get()));
  }

  private static long full(StoredSnapshot snapshot) {
    return Optional.ofNullable(snapshot.body().fullSnapshotSizeInBytes()).orElse(0L);
  }

  private StoredSnapshot snapshot(Call call, String id) {
    return datacenter
        .store()
        .find(StoredSnapshot.class, id)
        .filter(found -> found.place().equals(call.place()))
        .orElseThrow(
            () ->
                new AwsFailure(
                    404, "ResourceNotFoundException", "The snapshot '" + id + "' does not exist."));
  }

  private static int number(Call call, String name, int usual, int least, int most) {
    String written = text(call, name).orElse(String.valueOf(usual));
    if (!written.matches("[0-9]{1,9}")
        || Integer.parseInt(written) < least
        || Integer.parseInt(written) > most) {
      throw AwsFailure.refused(
          "ValidationException", "The value '%s' of %s is invalid.".formatted(written, name));
    }
    return Integer.parseInt(written);
  }

  private static Optional<String> text(Call call, String name) {
    return Optional.ofNullable(call.parameters().get(name)).map(Object::toString);
  }
}
