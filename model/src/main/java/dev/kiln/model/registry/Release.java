package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The images of one state of a template. The set of images never changes: building the template
 * again, or in more regions, gives another release, and channels move to it only through the guard.
 *
 * @param id the template's hash, with a number if the same hash was built again
 * @param parent the layer below, if there is one
 * @param more fields that other tools wrote
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Release(
    String id,
    TemplateHash hash,
    Optional<String> version,
    Instant recorded,
    Optional<Parent> parent,
    Map<Region, Map<Architecture, RegisteredImage>> amis,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> more)
    implements ReleaseBuilder.With {
  /** The layer below, identified by the hash of its release. */
  public record Parent(String template, TemplateHash hash) {}

  public Release {
    amis = ordered(amis);
    more = new LinkedHashMap<>(more);
  }

  static Map<Region, Map<Architecture, RegisteredImage>> ordered(
      Map<Region, Map<Architecture, RegisteredImage>> amis) {
    Map<Region, Map<Architecture, RegisteredImage>> ordered = new TreeMap<>();
    amis.forEach((region, images) -> ordered.put(region, new TreeMap<>(images)));
    return ordered;
  }

  /** Every image with its region and architecture. */
  @JsonIgnore
  public List<Entry> entries() {
    return entries(amis);
  }

  static List<Entry> entries(Map<Region, Map<Architecture, RegisteredImage>> amis) {
    return amis.entrySet().stream()
        .flatMap(
            region ->
                region.getValue().entrySet().stream()
                    .map(one -> new Entry(region.getKey(), one.getKey(), one.getValue())))
        .toList();
  }

  /** One image. */
  public record Entry(Region region, Architecture architecture, RegisteredImage image) {
    public RegionalAmi place() {
      return new RegionalAmi(region, image.ami());
    }
  }

  /** The image for a region and an architecture. */
  public Optional<RegisteredImage> image(Region region, Architecture architecture) {
    return Optional.ofNullable(amis.getOrDefault(region, Map.of()).get(architecture));
  }

  /** Whether the other release has exactly the same images. */
  boolean sameImages(Release other) {
    return hash.equals(other.hash) && places().equals(other.places());
  }

  private Set<RegionalAmi> places() {
    return Set.copyOf(entries().stream().map(Entry::place).toList());
  }

  Release withValidated(Set<AmiId> validated) {
    Map<Region, Map<Architecture, RegisteredImage>> changed = ordered(amis);
    changed
        .values()
        .forEach(
            images ->
                images.replaceAll(
                    (architecture, image) ->
                        validated.contains(image.ami()) ? image.withValidated(true) : image));
    return withAmis(changed);
  }

  /** The version with the id, or the id alone. */
  @JsonIgnore
  public String label() {
    return version.map(known -> known + " (" + id + ")").orElse(id);
  }
}
