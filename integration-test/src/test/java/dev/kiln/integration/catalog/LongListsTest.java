package dev.kiln.integration.catalog;

import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.retire.RetireStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.Retention;
import dev.kiln.model.retire.UseKind;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** Lists of many pages, one of which is refused: everything is found, and nothing twice. */
@Timeout(120)
final class LongListsTest {
  @TempDir private Path home;
  private RetireStage on;
  private List<RegionalAmi> images;

  @BeforeEach
  void open() {
    on = new RetireStage(home);
    images =
        IntStream.range(0, 5)
            .mapToObj(i -> on.we.image(HOME, "gromacs-v" + i, Optional.empty()))
            .toList();
  }

  @AfterEach
  void close() throws Exception {
    on.close();
  }

  private void inPagesThatExpire(String... actions) {
    for (String action : actions) {
      on.cloud.faults().add(Fault.of(action, When.SHORT_PAGES).always());
      on.cloud.faults().add(Fault.error(action, "InvalidNextToken").matching("NextToken="));
    }
  }

  private void assertThatPagesExpired() {
    assertThat(on.cloud.faults().list()).allMatch(fault -> fault.when() == When.SHORT_PAGES);
  }

  @Test
  void ourImagesAndTheirSnapshotsAreListedOnce() {
    inPagesThatExpire("DescribeImages", "DescribeSnapshots");

    RetirePlanWorkflow.Plan plan =
        on.unused(new Retention(0, Duration.ZERO, true, Instant.now().plusSeconds(60)));

    assertThatPagesExpired();
    assertThat(plan.candidates().stream().map(one -> one.image().image()))
        .containsExactlyInAnyOrderElementsOf(images);
    assertThat(plan.candidates()).allMatch(one -> one.image().storedBytes().isPresent());
  }

  @Test
  void everyUserOfAnImageIsFound() {
    String used = images.get(0).ami().value();
    Set<String> users =
        Stream.concat(
                Stream.generate(() -> on.we.launch(HOME, used)).limit(3),
                IntStream.range(0, 3).mapToObj(i -> template("web" + i, used)))
            .collect(Collectors.toSet());
    IntStream.range(0, 3).forEach(i -> group("group" + i, used));
    inPagesThatExpire(
        "DescribeImageReferences", "DescribeLaunchTemplateVersions", "DescribeAutoScalingGroups");

    List<ImageUse> uses = on.plan(images.get(0)).candidates().get(0).uses();

    assertThatPagesExpired();
    assertThat(uses).hasSize(9).doesNotHaveDuplicates();
    assertThat(uses.stream().map(ImageUse::user)).containsAll(users);
    assertThat(uses.stream().filter(use -> use.kind() == UseKind.AUTO_SCALING_GROUP)).hasSize(3);
  }

  private String template(String name, String image) {
    return on.we
        .ec2(HOME)
        .createLaunchTemplate(
            r ->
                r.launchTemplateName(name)
                    .launchTemplateData(RequestLaunchTemplateData.builder().imageId(image).build()))
        .launchTemplate()
        .launchTemplateId();
  }

  private void group(String name, String image) {
    on.we
        .autoScaling(HOME)
        .createLaunchConfiguration(
            r -> r.launchConfigurationName(name).imageId(image).instanceType("t3.micro"));
    on.we
        .autoScaling(HOME)
        .createAutoScalingGroup(
            r -> r.autoScalingGroupName(name).launchConfigurationName(name).minSize(0).maxSize(3));
  }
}
