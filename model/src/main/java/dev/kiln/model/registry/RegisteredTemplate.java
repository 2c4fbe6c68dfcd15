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
 * What the registry knows of a template.
 *
 * @param version of the release that {@code amis} shows
 * @param amis the images of {@code stable}, or of the newest release while nothing is stable
 * @param costPerHour of the smallest instance that it is made for, in US dollars
 * @param releases newest first; none in a registry that others wrote
 * @param more what others wrote here
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
  /** So many releases are kept, and those besides that a channel points to or can go back to. */
  static final int KEPT_RELEASES = 20;

  /** Nothing is known yet. */
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

  /** What a template says of itself besides its images. */
  public record Card(
      Optional<String> description,
      List<Integer> ports,
      Map<Architecture, BigDecimal> costPerHour) {
    public Card {
      ports = List.copyOf(ports);
      costPerHour = new TreeMap<>(costPerHour);
    }
  }

  /** The release of that id. */
  public Optional<Release> release(String id) {
    return releases.stream().filter(release -> release.id().equals(id)).findFirst();
  }

  /** The release that a user means by an id, a hash or a version; of several the newest. */
  public Optional<Release> meant(String idOrVersion) {
    return release(idOrVersion)
        .or(() -> first(idOrVersion, release -> release.hash().value()))
        .or(() -> first(idOrVersion, release -> release.version().orElse("")));
  }

  private Optional<Release> first(
      String wanted, java.util.function.Function<Release, String> property) {
    return releases.stream().filter(one -> property.apply(one).equals(wanted)).findFirst();
  }

  /** What a channel points to. */
  public Optional<Release> in(ChannelName channel) {
    return Optional.ofNullable(channels.get(channel)).map(Channel::release).flatMap(this::release);
  }

  /** What a channel pointed to before what it points to now. */
  public Optional<Release> before(ChannelName channel) {
    return Optional.ofNullable(channels.get(channel))
        .flatMap(Channel::before)
        .flatMap(this::release);
  }

  /** What follows an image in a channel; empty for one that was never before what is there now. */
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

  /** Older, or rolled back: what is newer and was never in the channel is somebody's choice. */
  private boolean precedes(Release release, Release now, ChannelName channel) {
    boolean older = releases.indexOf(release) > releases.indexOf(now);
    boolean wasThere =
        Optional.ofNullable(channels.get(channel)).stream()
            .flatMap(state -> state.history().stream())
            .anyMatch(move -> move.release().equals(release.id()));
    return !release.id().equals(now.id()) && (older || wasThere);
  }

  /** The release with the same images that is known already, or else the given one under its id. */
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

  /** Shows what is stable, and forgets what nobody can ask for any more. */
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
