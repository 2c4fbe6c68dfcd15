package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.share.SharingStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.SharingOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Endpoints that speak EC2's protocol but lack some of its actions, as emulators do. */
@Timeout(120)
final class LesserEndpointTest {
  @TempDir private Path home;

  /** The ways in which an endpoint reports a missing action. */
  enum Answer {
    A_CODE {
      @Override
      Fault to(String action) {
        return Fault.error(action, "InvalidAction").always();
      }
    },
    NOT_IMPLEMENTED {
      @Override
      Fault to(String action) {
        return Fault.of(action, When.BEFORE).withStatus(501).always();
      }
    },
    AN_ERROR_PAGE {
      @Override
      Fault to(String action) {
        return Fault.of(action, When.BEFORE).withStatus(500).always();
      }
    };

    abstract Fault to(String action);
  }

  static Stream<Fault> lackingChecks() {
    return Stream.of(
            "DescribeImageReferences",
            "DescribeLaunchTemplateVersions",
            "DescribeAutoScalingGroups",
            "CreateImageUsageReport")
        .flatMap(action -> Stream.of(Answer.A_CODE.to(action), Answer.NOT_IMPLEMENTED.to(action)));
  }

  @ParameterizedTest
  @MethodSource("lackingChecks")
  void anUncheckableUseIsReportedAndKeepsTheImage(Fault lack) throws Exception {
    try (RetireStage on = new RetireStage(home)) {
      RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
      LaunchPermission friend = LaunchPermission.builder().userId("111122223333").build();
      on.we
          .ec2(HOME)
          .modifyImageAttribute(
              r -> r.imageId(image.ami().value()).launchPermission(p -> p.add(friend)));
      on.cloud.faults().add(lack);

      RetirePlanWorkflow.Plan plan = on.plan(image);

      assertThat(plan.candidates().get(0).doubt())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains(lack.action())
                      .contains("this endpoint does not have the action"));
      if (!lack.action().equals("CreateImageUsageReport")) {
        assertThat(on.delete(plan, false).images().get(0).outcome())
            .isEqualTo(RetireWorkflow.ImageFate.Outcome.REFUSED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletesWithoutARecycleBin(Answer answer) throws Exception {
    try (RetireStage on = new RetireStage(home)) {
      on.cloud.faults().add(answer.to("ListImagesInRecycleBin"));
      RegionalAmi first = on.we.image(HOME, "gromacs-v1", Optional.empty());
      RegionalAmi second = on.we.image(HOME, "gromacs-v2", Optional.empty());

      RetireWorkflow.Report report = on.delete(on.plan(first), false);
      long asked = on.cloud.calls().count("ListImagesInRecycleBin");
      RetireWorkflow.Report again = on.delete(on.plan(second), false);

      assertThat(report.complete()).isTrue();
      assertThat(report.images().get(0).recoverableUntil()).isEmpty();
      assertThat(again.complete()).isTrue();
      assertThat(on.cloud.calls().count("ListImagesInRecycleBin")).isEqualTo(asked);
    }
  }

  @Test
  void sharesPubliclyIfNobodyKnowsWhetherThatIsBlocked() throws Exception {
    try (SharingStage on = new SharingStage(SharingStage.settings(home))) {
      RegionalAmi image = on.build();
      on.cloud.faults().add(Answer.A_CODE.to("GetImageBlockPublicAccessState"));

      assertThat(SharingStage.outcomes(on.share(Change.GRANT, List.of(Grantee.PUBLIC), image)))
          .containsExactly(SharingOutcome.Grant.Outcome.GRANTED);
    }
  }
}
