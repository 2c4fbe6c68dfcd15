package dev.kiln.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.registry.RegistryActivities;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a bucket, for each answer that S3 may give. */
@Timeout(60)
final class BucketRegistryTest {
  @TempDir private Path home;
  private Optional<RegistryBucket> opened = Optional.empty();

  private RegistryBucket bucket() throws IOException {
    return open(RegistryBucket.in(home));
  }

  private RegistryBucket open(RegistryBucket bucket) {
    opened = Optional.of(bucket);
    return bucket;
  }

  @AfterEach
  void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
    }
  }

  @Test
  void aWriteWhoseReplyIsLostIsMadeOnce() throws IOException {
    RegistryBucket bucket = bucket();
    StoredRegistryActivities registry = bucket.registry();
    RegistryOrders orders = new RegistryOrders(bucket.location());
    registry.recordRelease(orders.release("gromacs", 1));
    bucket.cloud.faults().add(Fault.replyLost("PutObject"));

    RegistryActivities.ChannelMoved moved =
        registry.moveChannel(
            orders.move("gromacs", ChannelName.STABLE, Optional.empty(), 1, "one"));

    assertThat(moved).isEqualTo(RegistryActivities.ChannelMoved.MOVED);
    assertThat(
            registry
                .readTemplate(bucket.location(), "gromacs")
                .orElseThrow()
                .channels()
                .get(ChannelName.STABLE))
        .satisfies(stable -> assertThat(stable.history()).hasSize(1));
  }

  @Test
  void ofTwoSimultaneousWritersOneTriesAgain() throws IOException {
    RegistryBucket bucket = bucket();
    bucket
        .cloud
        .faults()
        .add(Fault.error("PutObject", "ConditionalRequestConflict").withStatus(409).times(3));

    bucket.registry().recordRelease(new RegistryOrders(bucket.location()).release("gromacs", 1));

    assertThat(bucket.text()).contains("\"gromacs\"");
    assertThat(bucket.cloud.calls().count("PutObject")).isEqualTo(4);
  }

  @Test
  void findsABucketInWhicheverRegionItIs() throws IOException {
    RegistryBucket bucket =
        open(RegistryBucket.in(home, "eu-west-1", LocalCloudSettings.DEFAULT_ACCOUNT));
    StoredRegistryActivities registry = bucket.registry();

    registry.recordRelease(new RegistryOrders(bucket.location()).release("gromacs", 1));

    assertThat(registry.readOverview(bucket.location()).templates()).containsOnlyKeys("gromacs");
  }

  @Test
  void reportsAMissingBucket() throws IOException {
    StoredRegistryActivities registry = bucket().registry();
    RegistryLocation nowhere = new RegistryLocation("s3://kiln-nowhere/registry.json");

    assertThatThrownBy(() -> registry.readOverview(nowhere))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.INVALID_REQUEST.name()))
        .hasMessageContaining("cannot use registry 's3://kiln-nowhere/registry.json': there is no")
        .hasMessageContaining("bucket 'kiln-nowhere'; create it");
  }

  @Test
  void reportsMissingPermissions() throws IOException {
    RegistryBucket bucket = open(RegistryBucket.in(home, "us-east-1", "111122223333"));

    assertThatThrownBy(() -> bucket.registry().readOverview(bucket.location()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name()))
        .hasMessageContaining("AccessDenied")
        .hasMessageContaining("s3:GetObject and s3:PutObject on it, and s3:ListBucket");
  }

  @Test
  void temporalRetriesPassingErrors() throws IOException {
    RegistryBucket bucket = bucket();
    bucket.cloud.faults().add(Fault.error("GetObject", "SlowDown").withStatus(503).always());

    assertThatThrownBy(() -> bucket.registry().readOverview(bucket.location()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse());
  }
}
