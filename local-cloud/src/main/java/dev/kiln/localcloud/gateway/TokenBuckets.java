package dev.kiln.localcloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * AWS's documented request rates: for each account, region and action a bucket of tokens that
 * refills evenly. From "Request throttling for the Amazon EC2 API" in the EC2 developer guide.
 */
final class TokenBuckets {
  /** How many tokens a bucket holds, and how many flow in each second. */
  private record Size(double capacity, double refill) {}

  private record Level(double tokens, Instant at) {}

  private static final Size READ = new Size(100, 20);
  private static final Size READ_UNFILTERED = new Size(50, 10);
  private static final Size CHANGE = new Size(50, 5);

  private static final Map<String, Size> SPECIAL =
      Map.ofEntries(
          Map.entry("RunInstances", new Size(5, 2)),
          Map.entry("StartInstances", new Size(5, 2)),
          Map.entry("TerminateInstances", new Size(100, 5)),
          Map.entry("CopyImage", new Size(100, 1)),
          Map.entry("ModifyImageAttribute", new Size(100, 5)),
          Map.entry("ModifySnapshotAttribute", new Size(100, 5)),
          Map.entry("DeregisterImage", new Size(100, 5)),
          Map.entry("DeleteSnapshot", new Size(100, 5)),
          Map.entry("GetObject", new Size(5500, 5500)),
          Map.entry("PutObject", new Size(3500, 3500)),
          Map.entry("CreateTags", new Size(100, 10)),
          Map.entry("DeleteTags", new Size(100, 10)),
          Map.entry("EnableImageBlockPublicAccess", new Size(1, 0.1)),
          Map.entry("DisableImageBlockPublicAccess", new Size(1, 0.1)));

  private static final Set<String> COSTLY_UNFILTERED =
      Set.of(
          "DescribeInstances",
          "DescribeInstanceStatus",
          "DescribeSnapshots",
          "DescribeVolumes",
          "DescribeSecurityGroups");

  private final InstantSource clock;
  private final Map<String, Level> levels = new HashMap<>();

  TokenBuckets(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes one token, or refuses the call. */
  synchronized void take(Call call) {
    String action = call.action();
    boolean unfiltered = COSTLY_UNFILTERED.contains(action) && isUnfiltered(call);
    Size size = unfiltered ? READ_UNFILTERED : size(action);
    String key = call.place() + "/" + action + (unfiltered ? "/unfiltered" : "");
    Instant now = clock.instant();
    Level before = levels.getOrDefault(key, new Level(size.capacity(), now));
    double seconds = Duration.between(before.at(), now).toNanos() / 1e9;
    double tokens = Math.min(size.capacity(), before.tokens() + seconds * size.refill());
    if (tokens < 1) {
      levels.put(key, new Level(tokens, now));
      throw call.service().protocol().throttled();
    }
    levels.put(key, new Level(tokens - 1, now));
  }

  private static Size size(String action) {
    boolean reads =
        action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
    return SPECIAL.getOrDefault(action, reads ? READ : CHANGE);
  }

  private static boolean isUnfiltered(Call call) {
    return call.parameters().keySet().stream()
        .noneMatch(
            name -> name.equals("Filter") || name.equals("MaxResults") || name.endsWith("Id"));
  }
}
