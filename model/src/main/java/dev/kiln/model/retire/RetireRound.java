package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As many unused images as are deleted in one go. An account can have any number of them; one
 * request cannot.
 *
 * @param images the images to delete, each after all images built on it, which are among them
 * @param more how many unused images are left for the next rounds
 * @param kept some of the images of the same regions that stay
 * @param keptCount how many stay
 */
public record RetireRound(List<OwnedImage> images, int more, List<KeptImage> kept, int keptCount) {
  public RetireRound {
    images = List.copyOf(images);
    kept = List.copyOf(kept);
  }

  /**
   * Chooses the images of a round.
   *
   * @param all Kiln's images in every region
   * @param scope the regions whose images may be deleted
   * @param most how many images a round may have
   */
  public static RetireRound of(
      List<OwnedImage> all, Set<Region> scope, Retention retention, int most) {
    UnusedImages unused = UnusedImages.among(all, scope, KnownUses.NONE, retention);
    Map<AmiId, List<OwnedImage>> users = users(unused.unused());
    Set<OwnedImage> chosen = new HashSet<>();
    List<OwnedImage> images = new ArrayList<>();
    for (OwnedImage image : unused.unused()) {
      boolean last = chosen.containsAll(users.getOrDefault(image.image().ami(), List.of()));
      if (last && images.size() < most) {
        chosen.add(image);
        images.add(image);
      }
    }
    return new RetireRound(
        images,
        unused.unused().size() - images.size(),
        unused.kept().stream().limit(most).toList(),
        unused.kept().size());
  }

  private static Map<AmiId, List<OwnedImage>> users(List<OwnedImage> images) {
    Map<AmiId, List<OwnedImage>> users = new HashMap<>();
    for (OwnedImage image : images) {
      image
          .needed()
          .forEach(ami -> users.computeIfAbsent(ami, none -> new ArrayList<>()).add(image));
    }
    return users;
  }

  /** The images below those of the round, in their regions: they share blocks with them. */
  public List<OwnedImage> bases(List<OwnedImage> all) {
    Map<AmiId, OwnedImage> known = new LinkedHashMap<>();
    all.forEach(image -> known.put(image.image().ami(), image));
    Set<OwnedImage> chosen = Set.copyOf(images);
    return images.stream()
        .flatMap(image -> image.base().stream())
        .flatMap(base -> Stream.ofNullable(known.get(base)))
        .filter(base -> !chosen.contains(base))
        .distinct()
        .toList();
  }
}
