package dev.kiln.integration.registry;

import static dev.kiln.integration.registry.RegistryStage.EAST;
import static dev.kiln.integration.registry.RegistryStage.FIRST;
import static dev.kiln.integration.registry.RegistryStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Rule;
import dev.kiln.model.registry.Violation;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Releases and channels on the wire: recording, moving, refusing. */
@Timeout(120)
final class ChannelsTest {
  private static final String FRIEND = "111122223333";

  @TempDir private Path home;
  private RegistryStage on;

  @BeforeEach
  void open() {
    on = new RegistryStage(home);
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  @Test
  void anImageGoesFromDevToStableAndBack() {
    AmiId first = on.buildValidated(FIRST);
    assertThat(on.record(FIRST).outcome()).isEqualTo(Outcome.MOVED);
    assertThat(on.promote().outcome()).isEqualTo(Outcome.MOVED);
    AmiId second = on.buildValidated(SECOND);
    on.record(SECOND);

    MoveChannelWorkflow.Report promoted = on.promote();

    assertThat(promoted.outcome()).isEqualTo(Outcome.MOVED);
    assertThat(amis(promoted.release())).containsExactly(second);
    assertThat(promoted.before().map(ChannelsTest::amis)).contains(List.of(first));
    MoveChannelWorkflow.Report back = on.rollback();
    assertThat(amis(back.release())).containsExactly(first);
    assertThat(on.stable().history())
        .extracting(Channel.Move::action)
        .containsExactly(Action.ROLLBACK, Action.PROMOTE, Action.PROMOTE);
    assertThat(on.known().in(ChannelName.STABLE).orElseThrow().entries())
        .allMatch(entry -> entry.image().validated());
  }

  @Test
  void recordingTwiceAndPromotingTwiceChangesNothing() {
    on.buildValidated(FIRST);
    on.record(FIRST);
    on.promote();

    assertThat(on.record(FIRST).outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(on.promote().outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(on.known().releases()).hasSize(1);
    assertThat(on.stable().history()).hasSize(1);
  }

  @Test
  void doesNotPromoteAnUntestedImage() {
    on.build(FIRST);
    on.record(FIRST);

    assertThat(on.promote().violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.VALIDATED);
    assertThat(on.known().channels()).containsOnlyKeys(ChannelName.DEV);
  }

  @Test
  void neverPromotesAMissingImage() {
    AmiId first = on.buildValidated(FIRST);
    on.record(FIRST);
    on.we.ec2(EAST).deregisterImage(request -> request.imageId(first.value()));

    MoveChannelWorkflow.Report refused =
        on.run(on.promotion(ChannelName.STABLE, Set.of(Rule.values())));

    assertThat(refused.violations()).extracting(Violation::rule).containsExactly(Rule.AVAILABLE);
  }

  @Test
  void doesNotPromoteAnImageThatFewerAccountsCanLaunch() {
    AmiId first = on.buildValidated(FIRST);
    share(first);
    on.record(FIRST);
    on.promote();
    AmiId second = on.buildValidated(SECOND);
    assertThat(on.record(SECOND).violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.SHARED);
    assertThat(on.promote().outcome()).as("dev has not moved").isEqualTo(Outcome.ALREADY);

    share(second);

    assertThat(on.record(SECOND).outcome()).isEqualTo(Outcome.MOVED);
    assertThat(on.promote().outcome()).isEqualTo(Outcome.MOVED);
  }

  @Test
  void aDryRunWritesNothing() {
    on.build(FIRST);

    MoveChannelWorkflow.Report report = on.record(FIRST, true);

    assertThat(report.outcome()).isEqualTo(Outcome.PLANNED);
    assertThat(on.file).doesNotExist();
  }

  @Test
  void reportsATemplateThatWasNeverBuilt() {
    assertThatThrownBy(() -> on.record(FIRST))
        .cause()
        .hasMessageContaining("no image of its present state")
        .hasMessageContaining("build it there first");
  }

  private void share(AmiId image) {
    on.we
        .ec2(EAST)
        .modifyImageAttribute(
            request ->
                request
                    .imageId(image.value())
                    .launchPermission(
                        change -> change.add(LaunchPermission.builder().userId(FRIEND).build())));
  }

  private static List<AmiId> amis(Release release) {
    return release.entries().stream().map(entry -> entry.image().ami()).toList();
  }
}
