package dev.kiln.activities.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;

/** Counts the blocks of snapshots. */
final class SnapshotBlocks {
  private static final String MOST_PER_PAGE = "10000";
  private static final long BLOCK = 512 * 1024;

  private final AwsCalls aws;

  SnapshotBlocks(AwsCalls aws) {
    this.aws = aws;
  }

  /**
   * How many bytes a snapshot adds to the one below it.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if EBS cannot compare them
   */
  long added(Region region, String below, String above) {
    long bytes = 0;
    Map<String, String> query = new TreeMap<>(Map.of("firstSnapshotId", below));
    query.put("maxResults", MOST_PER_PAGE);
    do {
      JsonNode page =
          aws.ebs()
              .raw(
                  region,
                  "ListChangedBlocks",
                  ebs -> ebs.get("/snapshots/" + above + "/changedblocks", query));
      long blocks = 0;
      for (JsonNode block : page.path("ChangedBlocks")) {
        blocks +=
            block.has("SecondBlockToken")
                ? 1
                : 0; // otherwise only the snapshot below has the block
      }
      bytes += blocks * page.path("BlockSize").asLong(BLOCK);
      query.put("pageToken", page.path("NextToken").asText());
    } while (!query.getOrDefault("pageToken", "").isEmpty());
    return bytes;
  }

  /** With several volumes, nobody knows which snapshot was made from which. */
  static Optional<String> onlySnapshot(@Nullable Image image) {
    return Optional.ofNullable(image)
        .map(Ec2Images::snapshots)
        .filter(snapshots -> snapshots.size() == 1)
        .map(snapshots -> snapshots.get(0));
  }
}
