package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kiln.model.AmiId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The whole registry, as stored. Every change returns a new one. So a writer that loses a race
 * applies its change again to the result of the other. Fields of other tools are preserved.
 *
 * @param version of the file format
 * @param more fields that other tools wrote
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Registry(
    String version,
    @JsonProperty("last_updated") Optional<Instant> lastUpdated,
    Map<String, RegisteredTemplate> templates,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> more)
    implements RegistryBuilder.With {
  /** A registry without templates. */
  public static final Registry EMPTY = new Registry("1.0", Optional.empty(), Map.of(), Map.of());

  public Registry {
    version = Objects.requireNonNullElse(version, "1.0");
    templates = new TreeMap<>(Objects.requireNonNullElse(templates, Map.of()));
    more = new LinkedHashMap<>(more);
  }

  /** The record of a template. */
  public Optional<RegisteredTemplate> template(String slug) {
    return Optional.ofNullable(templates.get(slug));
  }

  /** The release with the id that it has or would get in the registry. */
  public Release named(String slug, Release fresh) {
    return template(slug).orElse(RegisteredTemplate.NEW).named(fresh);
  }

  /** Records a release; the same images are recorded only once. */
  public Registry record(String slug, RegisteredTemplate.Card card, Release release) {
    return put(
        slug,
        template(slug).orElse(RegisteredTemplate.NEW).record(card, release),
        release.recorded());
  }

  /**
   * Moves a channel.
   *
   * @param validated images of the release that have passed their checks
   */
  public Registry move(String slug, ChannelName channel, Channel.Move move, Set<AmiId> validated) {
    return template(slug)
        .map(known -> put(slug, known.move(channel, move, validated), move.at()))
        .orElse(this);
  }

  private Registry put(String slug, RegisteredTemplate changed, Instant at) {
    if (changed.equals(templates.get(slug))) {
      return this;
    }
    Map<String, RegisteredTemplate> all = new TreeMap<>(templates);
    all.put(slug, changed);
    return with().lastUpdated(at).templates(all).build();
  }

  /** The successors of the images that belong to earlier releases. */
  public List<Successor> successors(ChannelName channel, Collection<AmiId> images) {
    return images.stream()
        .distinct()
        .flatMap(
            ami ->
                templates.entrySet().stream()
                    .flatMap(
                        known -> known.getValue().successor(known.getKey(), channel, ami).stream()))
        .toList();
  }

  /** The same without releases, for a list of all templates. */
  public Registry overview() {
    Map<String, RegisteredTemplate> all = new TreeMap<>(templates);
    all.replaceAll((slug, template) -> template.withReleases(List.of()));
    return withTemplates(all);
  }
}
