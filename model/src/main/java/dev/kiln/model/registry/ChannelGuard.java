package dev.kiln.model.registry;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a channel from pointing to an image that cannot be launched, was never tested, or has fewer
 * permitted users than its predecessor.
 *
 * @param images the existing images of both releases
 * @param permissions of those images
 * @param waived rules that the user chose to ignore
 */
public record ChannelGuard(
    Map<RegionalAmi, KilnImage> images,
    Map<RegionalAmi, Permissions> permissions,
    Set<Rule> waived) {
  public ChannelGuard {
    images = Map.copyOf(images);
    permissions = Map.copyOf(permissions);
    waived = Set.copyOf(waived);
  }

  /** Every violation, ordered by region and architecture. */
  public List<Violation> violations(Optional<Release> from, Release to) {
    List<Violation> found = new ArrayList<>();
    for (Release.Entry entry : to.entries()) {
      state(entry).ifPresent(found::add);
      validation(entry).ifPresent(found::add);
      from.flatMap(old -> old.image(entry.region(), entry.architecture()))
          .flatMap(old -> sharing(new RegionalAmi(entry.region(), old.ami()), entry))
          .ifPresent(found::add);
    }
    from.stream()
        .flatMap(old -> old.entries().stream())
        .filter(old -> to.image(old.region(), old.architecture()).isEmpty())
        .flatMap(old -> missing(old).stream())
        .forEach(found::add);
    return List.copyOf(found);
  }

  /** The images of a release that have passed their checks. */
  public List<RegionalAmi> validated(Release release) {
    return release.entries().stream()
        .map(Release.Entry::place)
        .filter(
            place ->
                Optional.ofNullable(images.get(place)).filter(RegisteredImage::passed).isPresent())
        .toList();
  }

  private Optional<Violation> state(Release.Entry entry) {
    Optional<KilnImage> image = Optional.ofNullable(images.get(entry.place()));
    if (image.filter(one -> one.state() == ImageState.AVAILABLE).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        violation(
            entry,
            Rule.AVAILABLE,
            image
                .map(one -> "%s is %s".formatted(one.ami(), one.stateText()))
                .orElse(
                    entry.image().ami()
                        + " is deleted or disabled; record a release with an existing image")));
  }

  /** An image that failed its checks is always refused. */
  private Optional<Violation> validation(Release.Entry entry) {
    return Optional.ofNullable(images.get(entry.place()))
        .filter(image -> image.state() == ImageState.AVAILABLE)
        .flatMap(
            image -> {
              Optional<Validation> validation = Validation.in(image.tags());
              if (validation.filter(Validation.FAILED::equals).isPresent()) {
                return Optional.of(
                    "%s failed its checks (%s)"
                        .formatted(
                            image.ami(),
                            image
                                .tags()
                                .getOrDefault(ImageTags.VALIDATED_AT, "at an unknown time")));
              }
              return waived.contains(Rule.VALIDATED) || RegisteredImage.passed(image)
                  ? Optional.empty()
                  : Optional.of(
                      "%s %s; run kiln ami validate %s --region %s"
                          .formatted(
                              image.ami(),
                              validation.isPresent()
                                  ? "was booted where checks cannot run"
                                  : "was never booted and checked",
                              image.ami(),
                              entry.region()));
            })
        .map(fact -> violation(entry, Rule.VALIDATED, fact));
  }

  private Optional<Violation> sharing(RegionalAmi old, Release.Entry entry) {
    if (waived.contains(Rule.SHARED)) {
      return Optional.empty();
    }
    List<Grantee> may = launchers(entry.place());
    List<Grantee> lost =
        may.contains(Grantee.PUBLIC)
            ? List.of()
            : launchers(old).stream().filter(grantee -> !may.contains(grantee)).toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            violation(
                entry,
                Rule.SHARED,
                "%s is not shared with %s, but %s is; run kiln ami share %s"
                    .formatted(
                        entry.image().ami(),
                        lost.stream().map(Grantee::value).collect(Collectors.joining(", ")),
                        old.ami(),
                        entry.image().ami())));
  }

  private List<Grantee> launchers(RegionalAmi place) {
    return permissions.getOrDefault(place, Permissions.NONE).launch();
  }

  private Optional<Violation> missing(Release.Entry old) {
    return waived.contains(Rule.REGIONS)
        ? Optional.empty()
        : Optional.of(
            violation(
                old,
                Rule.REGIONS,
                "the release has no image here, but the current one has %s"
                    .formatted(old.image().ami())));
  }

  private static Violation violation(Release.Entry entry, Rule rule, String fact) {
    return new Violation(entry.region(), entry.architecture(), rule, fact);
  }
}
