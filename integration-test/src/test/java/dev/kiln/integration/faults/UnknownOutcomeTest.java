package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.integration.retire.RetireStage;
import dev.kiln.integration.share.SharingStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An unreadable reply leaves the outcome unknown: Kiln must find it out first. */
@Timeout(120)
final class UnknownOutcomeTest {
  private static final Region WEST = new Region("us-west-2");
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;

  /** A way to spoil the reply to an action that has happened. */
  record Spoilt(String name, Function<String, Fault> fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Spoilt> spoiltReplies() {
    return List.of(
        new Spoilt("an error page", action -> Fault.replyLost(action).withStatus(500)),
        new Spoilt("an error without a body", action -> Fault.of(action, When.EMPTY)),
        new Spoilt("a page that claims success", action -> Fault.replyLost(action).withStatus(200)),
        new Spoilt(
            "a success without a body", action -> Fault.of(action, When.EMPTY).withStatus(200)),
        new Spoilt("half of the answer", action -> Fault.of(action, When.TRUNCATE)),
        new Spoilt("a connection that breaks", action -> Fault.of(action, When.RESET)));
  }

  @ParameterizedTest
  @MethodSource("spoiltReplies")
  void launchesOnceAndTakesOneImage(Spoilt reply) throws Exception {
    try (RehearsalStage on = stage()) {
      Stream.of("RunInstances", "CreateImage", "StopInstances", "TerminateInstances")
          .map(reply.fault())
          .forEach(on.cloud.faults()::add);

      assertThat(on.build(LAYER).layers().get(0).state())
          .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

      assertThat(on.cloud.faults().list()).isEmpty();
      assertThat(on.ourImages()).hasSize(1).allMatch(image -> image.state().equals("available"));
      assertThat(on.cloud.inventory().list("instance")).hasSize(1);
      on.assertNothingIsLeftOver();
    }
  }

  @ParameterizedTest
  @MethodSource("spoiltReplies")
  void doesNotMistakeSuchAnAnswerForAnAccountWithoutImages(Spoilt reply) throws Exception {
    try (RehearsalStage on = stage()) {
      on.build(LAYER);
      // Once for the survey of the chain, and once for the run that would make the image.
      on.cloud.faults().add(reply.fault().apply("DescribeImages").times(2));

      assertThat(on.build(LAYER).layers().get(0).state())
          .isEqualTo(BuildWorkflow.LayerReport.State.REUSED);
    }
  }

  @ParameterizedTest
  @MethodSource("spoiltReplies")
  void doesNotMistakeSuchAnAnswerForAnImageWithoutUsers(Spoilt reply) throws Exception {
    try (RetireStage on = new RetireStage(home)) {
      RegionalAmi image = on.we.image(RetireStage.HOME, "gromacs-v1", Optional.empty());
      String instance = on.we.launch(RetireStage.HOME, image.ami().value());
      on.cloud.faults().add(reply.fault().apply("DescribeImageReferences"));

      assertThat(on.plan(image).candidates().get(0).uses())
          .extracting(ImageUse::user)
          .containsExactly(instance);
    }
  }

  @ParameterizedTest
  @MethodSource("spoiltReplies")
  void copiesOnce(Spoilt reply) throws Exception {
    try (SharingStage on = new SharingStage(SharingStage.settings(home))) {
      on.cloud.faults().add(reply.fault().apply("CopyImage"));

      BuildWorkflow.Report report = on.build(Distribution.to(List.of(WEST)));

      assertThat(report.isPartial()).isFalse();
      assertThat(on.cloud.faults().list()).isEmpty();
      assertThat(on.cloud.inventory().list("image"))
          .filteredOn(image -> image.region().equals(WEST.value()))
          .filteredOn(image -> image.tags().containsKey("SourceAMI"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("spoiltReplies")
  void deletesOnceAndNoSnapshotIsLeft(Spoilt reply) throws Exception {
    try (RetireStage on = new RetireStage(home)) {
      RegionalAmi image = on.we.image(RetireStage.HOME, "gromacs-v1", Optional.empty());
      RetirePlanWorkflow.Plan plan = on.plan(image);
      on.cloud.faults().add(reply.fault().apply("DeregisterImage"));

      assertThat(on.delete(plan, false).images())
          .singleElement()
          .returns(RetireWorkflow.ImageFate.Outcome.DONE, RetireWorkflow.ImageFate::outcome);

      assertThat(on.cloud.faults().list()).isEmpty();
      assertThat(on.we.images(RetireStage.HOME)).isEmpty();
      assertThat(on.we.snapshots(RetireStage.HOME)).isEmpty();
    }
  }

  private RehearsalStage stage() {
    return new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE));
  }
}
