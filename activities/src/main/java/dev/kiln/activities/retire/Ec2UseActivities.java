package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.retire.UseActivities;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks EC2 and every other source that can know of a use. */
public final class Ec2UseActivities implements UseActivities, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final OpenWaits waits;
  private final UseCheck checks;
  private final OwnedImages images;
  private final UsageReports reports;
  private final Map<Region, Watch<String, String>> watches = new ConcurrentHashMap<>();

  public Ec2UseActivities(AwsCalls aws, OpenWaits waits, UseCheck checks) {
    this.waits = waits;
    this.checks = checks;
    this.images = new OwnedImages(aws);
    this.reports = new UsageReports(aws);
  }

  @Override
  public List<OwnedImage> listOwnedImages(Region region) {
    return images.list(region);
  }

  @Override
  public List<ImageUse> findUses(Region region, List<AmiId> amis) {
    return amis.isEmpty() ? List.of() : checks.find(region, amis);
  }

  @Override
  public Optional<String> requestUsageReport(RegionalAmi image, String token) {
    return reports.request(image, token);
  }

  @Override
  public List<ImageUse> awaitUsageReport(RegionalAmi image, String report) {
    OpenWait<List<ImageUse>> wait = waits.open(Activity.getExecutionContext());
    watches
        .computeIfAbsent(
            image.region(),
            region -> new Watch<>("usage-reports-" + region, ids -> states(region, ids)))
        .add(
            report,
            wait,
            (state, waited) -> {
              wait.detail(state.orElse("not visible yet"));
              if (state.filter("available"::equals).isPresent()) {
                wait.complete(reports.read(image, report));
              } else if (state.filter("error"::equals).isPresent()
                  || waited.compareTo(PATIENCE) > 0) {
                wait.fail(
                    FailureType.NO_PROGRESS.failure(
                        "cannot find out whether other accounts use %s: its usage report is %s"
                            .formatted(image, state.orElse("missing"))));
              }
            });
    return wait.resultComesLater();
  }

  private Map<String, String> states(Region region, Set<String> ids) {
    return reports.states(region, ids);
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
