package dev.kiln.model.registry;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The images that a registry needs: those that a channel points to, and those that the next
 * rollback would restore. Older ones in the history may be deleted.
 */
public record ChannelUses(Set<RegionalAmi> images) {
  public ChannelUses {
    images = Set.copyOf(images);
  }

  /** The uses in a registry. */
  public List<ImageUse> in(Registry registry) {
    List<ImageUse> uses = new ArrayList<>();
    registry.templates().forEach((slug, known) -> uses.addAll(of(slug, known)));
    return uses;
  }

  private List<ImageUse> of(String slug, RegisteredTemplate known) {
    List<ImageUse> uses = new ArrayList<>();
    for (ChannelName channel : known.channels().keySet()) {
      String user = slug + "/" + channel;
      Optional<Release> now = known.in(channel);
      now.ifPresent(release -> uses.addAll(of(release, user, name(release))));
      known
          .before(channel)
          .filter(release -> !now.equals(Optional.of(release)))
          .ifPresent(
              release -> uses.addAll(of(release, user, "for a rollback to " + name(release))));
    }
    of(Release.entries(known.amis()), slug, "the images shown to readers").stream()
        .filter(shown -> uses.stream().noneMatch(use -> use.image().equals(shown.image())))
        .toList()
        .forEach(uses::add);
    return uses;
  }

  private static String name(Release release) {
    return release.version().map(version -> version + " ").orElse("") + release.id();
  }

  private List<ImageUse> of(Release release, String user, String detail) {
    return of(release.entries(), user, detail);
  }

  private List<ImageUse> of(List<Release.Entry> entries, String user, String detail) {
    return entries.stream()
        .filter(entry -> images.contains(entry.place()))
        .map(
            entry ->
                new ImageUse(
                    entry.image().ami(), UseKind.REGISTRY_CHANNEL, user, detail, entry.region()))
        .toList();
  }
}
