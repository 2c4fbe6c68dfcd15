package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.ABROAD;
import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.Retention;
import dev.kiln.model.retire.UseKind;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Kiln finds every way to use an image, and each of them keeps the image. */
@Timeout(120)
final class ImageUsesTest {
  @TempDir private Path home;
  private RetireStage on;

  private static Retention keepNothing() {
    return new Retention(0, Duration.ZERO, false, Instant.now().plus(Duration.ofDays(1)));
  }

  @BeforeEach
  void open() {
    on = new RetireStage(home);
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  static List<WayOfUse> ways() {
    return WayOfUse.all();
  }

  private static String id(RegionalAmi image) {
    return image.ami().value();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aUsedImageIsReportedAndNeverProposed(WayOfUse way) {
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    String user = way.use().apply(on, image);

    Candidate asked = on.plan(image).candidates().get(0);
    RetirePlanWorkflow.Plan unused = on.unused(keepNothing());

    assertThat(asked.uses()).anyMatch(use -> use.kind() == way.kind() && use.user().equals(user));
    assertThat(asked.refusal()).hasValueSatisfying(why -> assertThat(why).contains(user));
    // An unused child goes, and its base with it; every other use keeps the image.
    assertThat(unused.candidates().stream().map(one -> one.image().image()).toList())
        .matches(proposed -> way.kind() == UseKind.CHILD || !proposed.contains(image));
  }

  /** It takes minutes to find uses in other accounts, so this was done before. */
  @ParameterizedTest
  @MethodSource("ways")
  void anImageThatCameIntoUseMeanwhileIsNotDeleted(WayOfUse way) {
    assumeThat(way.kind()).isNotEqualTo(UseKind.OTHER_ACCOUNT);
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    assertThat(plan.candidates()).singleElement().matches(Candidate::free);
    String user = way.use().apply(on, image);

    RetireWorkflow.ImageFate fate = on.delete(plan, false).images().get(0);

    assertThat(fate.outcome()).isEqualTo(RetireWorkflow.ImageFate.Outcome.REFUSED);
    assertThat(fate.message()).contains(user);
    assertThat(on.we.images(HOME)).contains(id(image));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theBaseOfAUsedImageIsNeverProposed(WayOfUse way) {
    RegionalAmi base = on.we.image(HOME, "base-v1", Optional.empty());
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.of(base));
    String user = way.use().apply(on, image);
    if (way.kind() == UseKind.CHILD) {
      on.we.launch(on.we.images(HOME).contains(user) ? HOME : ABROAD, user);
    }

    assertThat(on.unused(keepNothing()).candidates().stream().map(one -> one.image().image()))
        .doesNotContain(base, image);
  }

  /** Its tag names the image that was built, but the copy reads the image in between. */
  @Test
  void aCopyThatIsBeingMadeOfACopyReadsTheCopy() {
    RegionalAmi built = on.we.image(HOME, "foundation-v1", Optional.empty());
    Tag source = Tag.builder().key("SourceAMI").value(id(built)).build();
    RegionalAmi copy = copied(built, ABROAD, source);
    on.cloud.faults().add(Fault.of("CopyImage", Fault.When.PENDING_FOREVER));
    RegionalAmi second = copied(copy, new Region("ap-south-1"), source);

    assertThat(on.plan(copy).candidates().get(0).uses())
        .singleElement()
        .returns(UseKind.COPY, ImageUse::kind)
        .returns(id(second), ImageUse::user);
    assertThat(on.plan(built).candidates()).singleElement().matches(Candidate::free);
    assertThat(on.unused(keepNothing()).candidates())
        .extracting(candidate -> candidate.image().image())
        .containsExactly(built);
  }

  private RegionalAmi copied(RegionalAmi image, Region to, Tag source) {
    String id =
        on.we
            .ec2(to)
            .copyImage(
                r ->
                    r.sourceImageId(id(image))
                        .sourceRegion(image.region().value())
                        .name("copy")
                        .tagSpecifications(
                            TagSpecification.builder()
                                .resourceType(ResourceType.IMAGE)
                                .tags(Tag.builder().key("ManagedBy").value("kiln").build(), source)
                                .build()))
            .imageId();
    return new RegionalAmi(to, new AmiId(id));
  }

  @Test
  void aFinishedCopyNoLongerNeedsItsSource() {
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    on.we
        .ec2(ABROAD)
        .copyImage(
            r ->
                r.sourceImageId(id(image))
                    .sourceRegion(HOME.value())
                    .name("copy")
                    .copyImageTags(true)
                    .tagSpecifications(
                        TagSpecification.builder()
                            .resourceType(ResourceType.IMAGE)
                            .tags(Tag.builder().key("SourceAMI").value(id(image)).build())
                            .build()));

    assertThat(on.plan(image).candidates()).singleElement().matches(Candidate::free);
  }

  @Test
  void anInstanceThatIsTerminatedUsesNothing() {
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    String instance = on.we.launch(HOME, id(image));
    on.we.ec2(HOME).terminateInstances(r -> r.instanceIds(instance));

    assertThat(on.plan(image).candidates()).singleElement().matches(Candidate::free);
  }

  @Test
  void ifUsesCannotBeCheckedNothingIsUnused() {
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    on.cloud.faults().add(Fault.error("DescribeImageReferences", "UnauthorizedOperation").always());

    assertThat(on.plan(image).candidates().get(0).doubt())
        .hasValueSatisfying(why -> assertThat(why).contains("DescribeImageReferences"));
    assertThat(on.unused(keepNothing()).candidates()).isEmpty();
  }

  @Test
  void ifTheRegistryCannotBeReadNothingIsUnusedAndOtherUsesAreStillReported() throws Exception {
    RegionalAmi image = on.we.image(HOME, "foundation-v1", Optional.empty());
    String instance = on.we.launch(HOME, id(image));
    RegionalAmi free = on.we.image(HOME, "gromacs-v1", Optional.empty());
    Files.writeString(Path.of(on.registry.path()), "no registry");

    List<Candidate> asked = on.plan(image, free).candidates();

    assertThat(asked)
        .allSatisfy(
            one ->
                assertThat(one.doubt().orElseThrow())
                    .startsWith("its uses could not be checked: cannot use registry 'file:"));
    assertThat(asked).anyMatch(one -> one.refusal().orElse("").contains(instance));
    assertThat(on.unused(keepNothing()).candidates()).isEmpty();
    assertThat(on.delete(on.plan(free), false).complete()).isFalse();
    assertThat(on.we.images(HOME)).contains(id(free));
  }

  @Test
  void anOlderReleaseInTheHistoryIsUnused() {
    RegionalAmi first = on.we.image(HOME, "gromacs-v1", Optional.empty());
    new StoredReleases(on)
        .promote("gromacs", first)
        .promote("gromacs", on.we.image(HOME, "gromacs-v2", Optional.empty()))
        .promote("gromacs", on.we.image(HOME, "gromacs-v3", Optional.empty()));

    assertThat(on.unused(keepNothing()).candidates())
        .singleElement()
        .returns(first, candidate -> candidate.image().image());
  }
}
