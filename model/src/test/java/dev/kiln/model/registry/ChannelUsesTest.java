package dev.kiln.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.retire.ImageUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The images that a registry protects from deletion. */
final class ChannelUsesTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
  private static final Region EAST = new Region("us-east-1");

  @Test
  void aChannelKeepsItsReleaseAndTheOneBefore() {
    Registry registry = stableAfter(1, 2, 3);

    assertThat(uses(registry))
        .extracting(ImageUse::image, ImageUse::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ami(3), "gromacs/stable (v3 3333333333333333)"),
            org.assertj.core.groups.Tuple.tuple(
                ami(2), "gromacs/stable (for a rollback to v2 2222222222222222)"));
  }

  @Test
  void afterARollbackTheOtherReleaseIsFree() {
    Registry registry = moved(stableAfter(1, 2, 3), 2, Action.ROLLBACK);

    assertThat(uses(registry))
        .extracting(ImageUse::image)
        .containsExactlyInAnyOrder(ami(2), ami(1));
  }

  @Test
  void theSameIdElsewhereIsAnotherImage() {
    Set<RegionalAmi> elsewhere = Set.of(new RegionalAmi(new Region("eu-west-1"), ami(3)));

    assertThat(new ChannelUses(elsewhere).in(stableAfter(3))).isEmpty();
  }

  @Test
  void aRegistryWithoutChannelsKeepsTheImagesItShows() {
    RegisteredTemplate written =
        new RegisteredTemplate(
            Optional.empty(),
            Optional.empty(),
            release(7).amis(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of());
    Registry byOthers = new Registry("1.0", Optional.empty(), Map.of("gromacs", written), Map.of());

    assertThat(uses(byOthers))
        .singleElement()
        .returns(ami(7), ImageUse::image)
        .returns("gromacs", ImageUse::user);
  }

  private static List<ImageUse> uses(Registry registry) {
    return new ChannelUses(
            IntStream.range(0, 10)
                .mapToObj(number -> new RegionalAmi(EAST, ami(number)))
                .collect(Collectors.toSet()))
        .in(registry);
  }

  private static Registry stableAfter(int... releases) {
    Registry registry = Registry.EMPTY;
    for (int number : releases) {
      registry =
          registry.record(
              "gromacs",
              new RegisteredTemplate.Card(Optional.empty(), List.of(), Map.of()),
              release(number));
      registry = moved(registry, number, Action.PROMOTE);
    }
    return registry;
  }

  private static Registry moved(Registry registry, int to, Action action) {
    Optional<String> previous =
        registry
            .template("gromacs")
            .flatMap(known -> known.in(ChannelName.STABLE))
            .map(Release::id);
    return registry.move(
        "gromacs",
        ChannelName.STABLE,
        new Channel.Move(hash(to), previous, NOW, action, action + "-" + to),
        Set.of());
  }

  private static Release release(int number) {
    return new Release(
        hash(number),
        new TemplateHash(hash(number)),
        Optional.of("v" + number),
        NOW,
        Optional.empty(),
        Map.of(
            EAST,
            Map.of(
                Architecture.X86_64,
                new RegisteredImage(ami(number), NOW, false, 8, Optional.empty(), Map.of()))),
        Map.of());
  }

  private static String hash(int number) {
    return String.valueOf(number).repeat(16);
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-%017x".formatted(number));
  }
}
