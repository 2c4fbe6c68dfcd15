package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow.ImageFate.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Deprecating, disabling and enabling images over the wire. */
@Timeout(60)
final class GentlerStepsTest {
  @TempDir private Path home;
  private RetireStage on;
  private RegionalAmi image;

  @BeforeEach
  void open() {
    on = new RetireStage(home);
    image = on.we.image(HOME, "gromacs-v1", Optional.empty());
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  private RetireWorkflow.ImageFate run(RetireWorkflow.Action action, Optional<Instant> at) {
    return run(action, on.plan(image), at);
  }

  private RetireWorkflow.ImageFate run(
      RetireWorkflow.Action action, RetirePlanWorkflow.Plan plan, Optional<Instant> at) {
    return on.run(on.request(action, plan, false, at)).images().get(0);
  }

  private String state() {
    return on.we
        .ec2(HOME)
        .describeImages(r -> r.owners("self").includeDisabled(true))
        .images()
        .get(0)
        .stateAsString();
  }

  @Test
  void deprecatesFromATimeOnAndChangesTheTimeWhenAskedAgain() {
    Instant soon = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MINUTES);
    Instant later = soon.plus(Duration.ofDays(30));

    assertThat(run(RetireWorkflow.Action.DEPRECATE, Optional.of(soon)).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(on.we.describe(image).deprecationTime())
        .startsWith(soon.toString().substring(0, 16));
    assertThat(run(RetireWorkflow.Action.DEPRECATE, Optional.of(later)).outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(on.we.describe(image).deprecationTime())
        .startsWith(later.toString().substring(0, 16));
    assertThat(state()).isEqualTo("available");
  }

  @Test
  void disablesWithAllPermissionsAndEnablesWithout() {
    on.we
        .ec2(HOME)
        .modifyImageAttribute(
            r ->
                r.imageId(image.ami().value())
                    .launchPermission(
                        p -> p.add(LaunchPermission.builder().userId("111122223333").build())));

    assertThat(run(RetireWorkflow.Action.DISABLE, Optional.empty()).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(state()).isEqualTo("disabled");
    assertThat(run(RetireWorkflow.Action.DISABLE, Optional.empty()).outcome())
        .as("a second time")
        .isEqualTo(Outcome.DONE);
    assertThat(run(RetireWorkflow.Action.ENABLE, Optional.empty()).outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(state()).isEqualTo("available");
    assertThat(
            on.we
                .ec2(HOME)
                .describeImageAttribute(
                    r -> r.imageId(image.ami().value()).attribute("launchPermission"))
                .launchPermissions())
        .isEmpty();
    assertThat(on.cloud.calls().count("DisableImage")).isEqualTo(1);
  }

  @Test
  void disablesOnceThoughTheReplyIsLost() {
    on.cloud.faults().add(Fault.replyLost("DisableImage").times(2));

    assertThat(run(RetireWorkflow.Action.DISABLE, Optional.empty()).outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(state()).isEqualTo("disabled");
  }

  @Test
  void aDisabledImageIsStillDeletedWithItsSnapshots() {
    run(RetireWorkflow.Action.DISABLE, Optional.empty());

    assertThat(on.delete(on.plan(image), false).complete()).isTrue();

    assertThat(on.we.images(HOME)).isEmpty();
    assertThat(on.we.snapshots(HOME)).isEmpty();
  }

  @Test
  void reportsAMissingImage() {
    RetirePlanWorkflow.Plan plan = on.plan(image);
    on.we.ec2(HOME).deregisterImage(r -> r.imageId(image.ami().value()));

    RetireWorkflow.ImageFate fate = run(RetireWorkflow.Action.DISABLE, plan, Optional.empty());

    assertThat(fate.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fate.message()).contains("cannot find " + image).contains("gone");
  }
}
