package dev.kiln.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.Channel.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
  private static final Region EAST = new Region("us-east-1");
  private static final RegisteredTemplate.Card CARD =
      new RegisteredTemplate.Card(Optional.of("a card"), List.of(22), Map.of());

  @Test
  void recordsTheSameImagesOnce() {
    Registry once = recorded(Registry.EMPTY, release("1", 1));
    Registry twice = recorded(once, release("1", 1));

    assertThat(twice).isEqualTo(once);
    assertThat(ids(twice)).containsExactly("1".repeat(16));
  }

  @Test
  void buildingATemplateAgainGivesAnotherRelease() {
    Registry registry = recorded(recorded(Registry.EMPTY, release("1", 1)), release("1", 2));

    assertThat(ids(registry)).containsExactly("1".repeat(16) + "-2", "1".repeat(16));
    assertThat(known(registry).release("1".repeat(16)).orElseThrow().entries())
        .extracting(entry -> entry.image().ami())
        .as("a channel may already point to it")
        .containsExactly(ami(1));
  }

  @Test
  void showsTheStableReleaseOrElseTheNewest() {
    Registry registry = recorded(recorded(Registry.EMPTY, release("1", 1)), release("2", 2));
    assertThat(shown(registry)).isEqualTo(ami(2));

    registry = moved(registry, ChannelName.STABLE, "1", Action.PROMOTE, "a");

    assertThat(shown(registry)).isEqualTo(ami(1));
    assertThat(known(registry).version()).contains("v1");
  }

  @Test
  void aRepeatedMoveCountsOnce() {
    Registry registry = recorded(Registry.EMPTY, release("1", 1));
    Registry once = moved(registry, ChannelName.STABLE, "1", Action.PROMOTE, "a");

    assertThat(moved(once, ChannelName.STABLE, "1", Action.PROMOTE, "a")).isEqualTo(once);
  }

  @Test
  void rollingBackTwiceGoesBackTwoReleases() {
    Registry registry = Registry.EMPTY;
    for (String one : List.of("1", "2", "3")) {
      registry = recorded(registry, release(one, Integer.parseInt(one)));
      registry = moved(registry, ChannelName.STABLE, one, Action.PROMOTE, "promote-" + one);
    }
    assertThat(before(registry)).contains("2".repeat(16));

    registry = moved(registry, ChannelName.STABLE, "2", Action.ROLLBACK, "back-1");
    assertThat(before(registry)).contains("1".repeat(16));

    registry = moved(registry, ChannelName.STABLE, "1", Action.ROLLBACK, "back-2");
    assertThat(before(registry)).isEmpty();
  }

  @Test
  void marksImagesThatHavePassedTheirChecksSince() {
    Registry registry = recorded(Registry.EMPTY, release("1", 1));

    registry =
        registry.move(
            "gromacs",
            ChannelName.STABLE,
            new Channel.Move("1".repeat(16), Optional.empty(), NOW, Action.PROMOTE, "a"),
            Set.of(ami(1)));

    assertThat(known(registry).in(ChannelName.STABLE).orElseThrow().entries())
        .allMatch(entry -> entry.image().validated());
  }

  @Test
  void findsTheNewestReleaseByIdHashOrVersion() {
    Registry registry = recorded(recorded(Registry.EMPTY, release("1", 1)), release("1", 2));

    assertThat(known(registry).meant("v1").map(Release::id)).contains("1".repeat(16) + "-2");
    assertThat(known(registry).meant("1".repeat(16)).map(Release::id)).contains("1".repeat(16));
    assertThat(known(registry).meant("v9")).isEmpty();
  }

  @Test
  void forgetsOldReleasesThatNoChannelCanReach() {
    Registry registry = recorded(Registry.EMPTY, release("a", 1));
    registry = moved(registry, ChannelName.STABLE, "a", Action.PROMOTE, "a");
    registry = recorded(registry, release("b", 2));
    registry = moved(registry, ChannelName.STABLE, "b", Action.PROMOTE, "b");
    registry = recorded(registry, release("c", 3));
    for (int i = 0; i < RegisteredTemplate.KEPT_RELEASES; i++) {
      registry = recorded(registry, release("d", 10 + i));
    }

    assertThat(ids(registry))
        .contains("a".repeat(16), "b".repeat(16))
        .doesNotContain("c".repeat(16));
  }

  @Test
  void findsTheSuccessorOfAnEarlierImageInAChannel() {
    Registry registry = Registry.EMPTY;
    for (String one : List.of("1", "2", "3")) {
      registry = recorded(registry, release(one, Integer.parseInt(one)));
    }
    registry = moved(registry, ChannelName.STABLE, "2", Action.PROMOTE, "a");

    assertThat(registry.successors(ChannelName.STABLE, List.of(ami(1), ami(2), ami(3), ami(9))))
        .as("current, newer and unknown images stay")
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.ami()).isEqualTo(ami(1));
              assertThat(one.next()).contains(ami(2));
            });
  }

  @Test
  void theRestoredReleaseSucceedsTheOneRolledBack() {
    Registry registry = recorded(Registry.EMPTY, release("1", 1));
    registry = moved(registry, ChannelName.STABLE, "1", Action.PROMOTE, "a");
    registry = recorded(registry, release("2", 2));
    registry = moved(registry, ChannelName.STABLE, "2", Action.PROMOTE, "b");
    registry = moved(registry, ChannelName.STABLE, "1", Action.ROLLBACK, "c");

    assertThat(registry.successors(ChannelName.STABLE, List.of(ami(2))))
        .singleElement()
        .satisfies(one -> assertThat(one.next()).contains(ami(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry.json", "file:registry.json", "https://x/y", "file:", "file:/"})
  void refusesInvalidRegistryLocations(String url) {
    assertThatThrownBy(() -> new RegistryLocation(url)).hasMessageContaining(url);
  }

  @Test
  void readsFilesAndBucketsAsLocations() {
    assertThat(new RegistryLocation("file:/var/kiln/registry.json").path())
        .isEqualTo("/var/kiln/registry.json");
    assertThat(new RegistryLocation("file:///var/kiln/registry.json").path())
        .isEqualTo("/var/kiln/registry.json");
  }

  private static Registry recorded(Registry registry, Release release) {
    return registry.record("gromacs", CARD, release);
  }

  private static Registry moved(
      Registry registry, ChannelName channel, String digit, Action action, String by) {
    Optional<String> previous = known(registry).in(channel).map(Release::id);
    return registry.move(
        "gromacs",
        channel,
        new Channel.Move(digit.repeat(16), previous, NOW, action, by),
        Set.of());
  }

  private static Release release(String digit, int ami) {
    return new Release(
        digit.repeat(16),
        new TemplateHash(digit.repeat(16)),
        Optional.of("v" + digit),
        NOW,
        Optional.empty(),
        Map.of(
            EAST,
            Map.of(
                Architecture.X86_64,
                new RegisteredImage(ami(ami), NOW, false, 8, Optional.empty(), Map.of()))),
        Map.of());
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-%017x".formatted(number));
  }

  private static RegisteredTemplate known(Registry registry) {
    return registry.template("gromacs").orElseThrow();
  }

  private static List<String> ids(Registry registry) {
    return known(registry).releases().stream().map(Release::id).toList();
  }

  private static Optional<String> before(Registry registry) {
    return known(registry).before(ChannelName.STABLE).map(Release::id);
  }

  private static AmiId shown(Registry registry) {
    return known(registry).amis().getOrDefault(EAST, Map.of()).values().iterator().next().ami();
  }
}
