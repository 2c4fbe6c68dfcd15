package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A template in the registry.
 *
 * @param version of the release in {@code amis}
 * @param amis the images of {@code stable}, or of the newest release if there is no stable one
 * @param costPerHour of the smallest suitable instance, in US dollars
 * @param releases newest first; empty in a registry of another tool
 * @param more fields that other tools wrote
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RegisteredTemplate(
    Optional<String> version,
    Optional<String> description,
    Map<Region, Map<Architecture, RegisteredImage>> amis,
    List<Integer> ports,
    @JsonProperty("estimated_cost_per_hour") Map<Architecture, BigDecimal> costPerHour,
    Map<ChannelName, Channel> channels,
    List<Release> releases,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> more)
    implements RegisteredTemplateBuilder.With {
  /** This many releases are kept, and also those that a channel points to or can roll back to. */
  static final int KEPT_RELEASES = 20;

  /** A template without releases. */
  public static final RegisteredTemplate NEW =
      new RegisteredTemplate(
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Map.of(),
          Map.of(),
          List.of(),
          Map.of());

  public RegisteredTemplate {
    amis = Release.ordered(Objects.requireNonNullElse(amis, Map.of()));
    ports = List.copyOf(Objects.requireNonNullElse(ports, List.of()));
    costPerHour = new TreeMap<>(Objects.requireNonNullElse(costPerHour, Map.of()));
    channels = new TreeMap<>(Objects.requireNonNullElse(channels, Map.of()));
    releases = List.copyOf(Objects.requireNonNullElse(releases, List.of()));
    more = new LinkedHashMap<>(more);
  }

  /** The description of a template, without its images. */
  public record Card(
      Optional<String> description,
      List<Integer> ports,
      Map<Architecture, BigDecimal> costPerHour) {
    public Card {
      ports = List.copyOf(ports);
      costPerHour = new TreeMap<>(costPerHour);
    }
  }

  /** The release with this id. */
  public Optional<Release> release(String id) {
    return releases.stream().filter(release -> release.id().equals(id)).findFirst();
  }

  /** The release with this id, hash or version; if several match, the newest. */
  public Optional<Release> meant(String idOrVersion) {
    return release(idOrVersion)
        .or(() -> first(idOrVersion, release -> release.hash().value()))
        .or(() -> first(idOrVersion, release -> release.version().orElse("")));
  }

  private Optional<Release> first(
      String wanted, java.util.function.Function<Release, String> property) {
    return releases.stream().filter(one -> property.apply(one).equals(wanted)).findFirst();
  }

  /** The release that a channel points to. */
  public Optional<Release> in(ChannelName channel) {
    return Optional.ofNullable(channels.get(channel)).map(Channel::release).flatMap(this::release);
  }

  /** The release that a channel pointed to before the current one. */
  public Optional<Release> before(ChannelName channel) {
    return Optional.ofNullable(channels.get(channel))
        .flatMap(Channel::before)
        .flatMap(this::release);
  }

  /**
   * The successor of an image in a channel; empty if the image does not precede the current
   * release.
   */
  Optional<Successor> successor(String slug, ChannelName channel, AmiId ami) {
    Optional<Release> now = in(channel);
    for (Release release : releases) {
      for (Release.Entry entry : release.entries()) {
        if (entry.image().ami().equals(ami) && now.isPresent()) {
          return precedes(release, now.get(), channel)
              ? Optional.of(successor(slug, entry, now.get()))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Successor successor(String slug, Release.Entry entry, Release now) {
    return new Successor(
        entry.image().ami(),
        slug,
        entry.region(),
        entry.architecture(),
        now.label(),
        now.image(entry.region(), entry.architecture()).map(RegisteredImage::ami));
  }

  /**
   * Older, or rolled back. A newer release that was never in the channel is a deliberate choice.
   */
  private boolean precedes(Release release, Release now, ChannelName channel) {
    boolean older = releases.indexOf(release) > releases.indexOf(now);
    boolean wasThere =
        Optional.ofNullable(channels.get(channel)).stream()
            .flatMap(state -> state.history().stream())
            .anyMatch(move -> move.release().equals(release.id()));
    return !release.id().equals(now.id()) && (older || wasThere);
  }

  /** The known release with the same images, otherwise the given one with a new id. */
  Release named(Release fresh) {
    Optional<Release> known = releases.stream().filter(fresh::sameImages).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    String id = fresh.hash().value();
    for (int i = 2; release(id).isPresent(); i++) {
      id = fresh.hash() + "-" + i;
    }
    return fresh.withId(id);
  }

  RegisteredTemplate record(Card card, Release fresh) {
    Release named = named(fresh);
    List<Release> all =
        release(named.id()).isPresent()
            ? releases
            : Stream.concat(Stream.of(named), releases.stream()).toList();
    return with()
        .description(card.description())
        .ports(card.ports())
        .costPerHour(card.costPerHour())
        .releases(all)
        .build()
        .tidy();
  }

  RegisteredTemplate move(ChannelName name, Channel.Move move, Set<AmiId> validated) {
    Map<ChannelName, Channel> moved = new TreeMap<>(channels);
    moved.put(name, Channel.after(Optional.ofNullable(channels.get(name)), move));
    List<Release> known =
        releases.stream()
            .map(one -> one.id().equals(move.release()) ? one.withValidated(validated) : one)
            .toList();
    return with().channels(moved).releases(known).build().tidy();
  }

  /** Shows the stable images and forgets releases that no one can ask for. */
  private RegisteredTemplate tidy() {
    List<Release> kept = releases.stream().filter(this::isKept).toList();
    Optional<Release> shown = in(ChannelName.STABLE).or(() -> kept.stream().findFirst());
    return with()
        .version(shown.map(Release::version).orElse(version))
        .amis(shown.map(Release::amis).orElse(amis))
        .releases(kept)
        .build();
  }

  private boolean isKept(Release release) {
    return releases.indexOf(release) < KEPT_RELEASES
        || channels.values().stream()
            .anyMatch(
                channel ->
                    channel.release().equals(release.id())
                        || channel.before().filter(release.id()::equals).isPresent());
  }
}
