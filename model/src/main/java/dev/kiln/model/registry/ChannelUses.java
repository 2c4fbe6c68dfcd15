package dev.kiln.model.registry;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a registry needs of some images: those that a channel points to, and those that the next
 * rollback of a channel goes back to. What only stands further back in a history may go.
 */
public record ChannelUses(Set<RegionalAmi> images) {
  public ChannelUses {
    images = Set.copyOf(images);
  }

  /** The uses by a registry. */
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
          .ifPresent(release -> uses.addAll(of(release, user, "to go back to " + name(release))));
    }
    of(Release.entries(known.amis()), slug, "what its readers find").stream()
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
