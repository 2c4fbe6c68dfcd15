package dev.kiln.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChannelGuardTest {
  private static final Region EAST = new Region("us-east-1");
  private static final Region WEST = new Region("us-west-2");
  private static final Grantee FRIEND = new Grantee("111122223333");
  private static final Release OLD = release("old", Map.of(EAST, 1));
  private static final Release NEW = release("new", Map.of(EAST, 2));

  private final Map<RegionalAmi, KilnImage> images = new HashMap<>();
  private final Map<RegionalAmi, Permissions> permissions = new HashMap<>();

  @Test
  void letsAChannelMoveToAnImageThatIsAvailableValidatedAndShared() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.PASSED));

    assertThat(violations(Optional.of(OLD), NEW)).isEmpty();
    assertThat(violations(Optional.empty(), NEW)).isEmpty();
  }

  @Test
  void neverPointsToAMissingImageEvenIfEveryRuleIsWaived() {
    assertThat(violations(Optional.empty(), NEW, Rule.values()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.rule()).isEqualTo(Rule.AVAILABLE);
              assertThat(one)
                  .hasToString(
                      "us-east-1 x86_64: "
                          + ami(2)
                          + " is deleted or disabled; record a release with an existing image");
            });
  }

  @ParameterizedTest
  @EnumSource(value = ImageState.class, mode = EnumSource.Mode.EXCLUDE, names = "AVAILABLE")
  void neverPointsToAnImageThatCannotBeLaunched(ImageState state) {
    image(EAST, 2, state, Optional.of(Validation.PASSED));

    assertThat(violations(Optional.empty(), NEW, Rule.values()))
        .extracting(Violation::rule)
        .containsExactly(Rule.AVAILABLE);
  }

  @Test
  void requiresAnImageThatWasBootedAndChecked() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.empty());

    assertThat(violations(Optional.empty(), NEW))
        .singleElement()
        .satisfies(one -> assertThat(one.fact()).contains("was never booted", "kiln ami validate"));
    assertThat(violations(Optional.empty(), NEW, Rule.VALIDATED)).isEmpty();
  }

  @Test
  void aBootWithoutChecksDoesNotValidateAnImage() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.NOT_RUN));

    assertThat(violations(Optional.empty(), NEW))
        .extracting(Violation::rule)
        .containsExactly(Rule.VALIDATED);
  }

  @Test
  void neverAcceptsAnImageThatFailedItsChecks() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.FAILED));

    assertThat(violations(Optional.empty(), NEW, Rule.VALIDATED))
        .singleElement()
        .satisfies(one -> assertThat(one.fact()).contains("failed its checks"));
  }

  @Test
  void requiresEveryGranteeOfTheOldImageOnTheNewOne() {
    image(EAST, 1, ImageState.AVAILABLE, Optional.empty());
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.PASSED));
    shared(EAST, 1, FRIEND);

    assertThat(violations(Optional.of(OLD), NEW))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.fact())
                    .contains(ami(2) + " is not shared with 111122223333, but " + ami(1)));
    assertThat(violations(Optional.of(OLD), NEW, Rule.SHARED)).isEmpty();

    shared(EAST, 2, Grantee.PUBLIC);
    assertThat(violations(Optional.of(OLD), NEW)).as("public includes every grantee").isEmpty();
  }

  @Test
  void onlyAPublicImageMayReplaceAPublicOne() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.PASSED));
    shared(EAST, 1, Grantee.PUBLIC);
    shared(EAST, 2, FRIEND);

    assertThat(violations(Optional.of(OLD), NEW))
        .extracting(Violation::rule)
        .containsExactly(Rule.SHARED);
  }

  @Test
  void requiresEveryRegionOfTheOldRelease() {
    image(EAST, 2, ImageState.AVAILABLE, Optional.of(Validation.PASSED));
    Release wide = release("old", Map.of(EAST, 1, WEST, 3));

    assertThat(violations(Optional.of(wide), NEW))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.region()).isEqualTo(WEST);
              assertThat(one.rule()).isEqualTo(Rule.REGIONS);
            });
    assertThat(violations(Optional.of(wide), NEW, Rule.REGIONS)).isEmpty();
  }

  @Test
  void reportsEveryViolationAtOnce() {
    image(EAST, 1, ImageState.AVAILABLE, Optional.empty());
    image(EAST, 2, ImageState.AVAILABLE, Optional.empty());
    shared(EAST, 1, FRIEND);
    Release wide = release("old", Map.of(EAST, 1, WEST, 3));

    assertThat(violations(Optional.of(wide), NEW))
        .extracting(Violation::rule)
        .containsExactly(Rule.VALIDATED, Rule.SHARED, Rule.REGIONS);
  }

  private List<Violation> violations(Optional<Release> from, Release to, Rule... waived) {
    return new ChannelGuard(images, permissions, Set.of(waived)).violations(from, to);
  }

  private void shared(Region region, int ami, Grantee... with) {
    permissions.put(new RegionalAmi(region, ami(ami)), new Permissions(List.of(with), List.of()));
  }

  private void image(Region region, int ami, ImageState state, Optional<Validation> validation) {
    Map<String, String> tags = new TreeMap<>();
    validation.ifPresent(one -> tags.put(ImageTags.VALIDATION, one.word()));
    images.put(
        new RegionalAmi(region, ami(ami)),
        new KilnImage(
            ami(ami),
            new ImageKey("gromacs", new TemplateHash("0".repeat(16)), Architecture.X86_64, region),
            "gromacs",
            state,
            state.name(),
            Optional.empty(),
            Instant.EPOCH,
            8,
            Optional.empty(),
            tags));
  }

  private static Release release(String id, Map<Region, Integer> amis) {
    Map<Region, Map<Architecture, RegisteredImage>> images = new TreeMap<>();
    amis.forEach(
        (region, ami) ->
            images.put(
                region,
                Map.of(
                    Architecture.X86_64,
                    new RegisteredImage(
                        ami(ami), Instant.EPOCH, false, 8, Optional.empty(), Map.of()))));
    return new Release(
        id,
        new TemplateHash("0".repeat(16)),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        images,
        Map.of());
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-%017x".formatted(number));
  }
}
