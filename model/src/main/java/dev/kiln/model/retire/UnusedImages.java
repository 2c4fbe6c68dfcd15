package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which images are unused. An image stays if it is in use, if the policy keeps it, or if an
 * image that stays was built on it. So only whole branches are deleted.
 *
 * @param unused the images to delete, each after all images built on it
 * @param kept the images of the same regions that stay
 */
public record UnusedImages(List<OwnedImage> unused, List<KeptImage> kept) {
  public UnusedImages {
    unused = List.copyOf(unused);
    kept = List.copyOf(kept);
  }

  /**
   * Judges the images of some regions.
   *
   * @param all Kiln's images in every region, since images built on one may be anywhere
   * @param scope the regions whose images may be deleted
   */
  public static UnusedImages among(
      List<OwnedImage> all, Set<Region> scope, KnownUses uses, Retention retention) {
    Map<RegionalAmi, String> reasons = new LinkedHashMap<>();
    Set<RegionalAmi> latest = retention.latest(all);
    for (OwnedImage image : all) {
      Optional<String> reason =
          scope.contains(image.image().region())
              ? reason(image, latest, uses, retention)
              : Optional.of("is in a region that was not requested");
      reason.ifPresent(why -> reasons.put(image.image(), why));
    }
    keepWhatTheyNeed(all, reasons);
    List<OwnedImage> judged =
        all.stream()
            .filter(image -> scope.contains(image.image().region()))
            .sorted(Comparator.comparing(OwnedImage::created).reversed())
            .toList();
    return new UnusedImages(
        judged.stream().filter(image -> !reasons.containsKey(image.image())).toList(),
        judged.stream()
            .flatMap(
                image ->
                    Optional.ofNullable(reasons.get(image.image()))
                        .map(reason -> new KeptImage(image, reason))
                        .stream())
            .toList());
  }

  private static Optional<String> reason(
      OwnedImage image, Set<RegionalAmi> latest, KnownUses uses, Retention retention) {
    if (image.unfinished()) {
      return Optional.of("is still being made");
    }
    List<ImageUse> users = uses.of(image.image().ami());
    if (!users.isEmpty()) {
      ImageUse first = users.get(0);
      return Optional.of(first.kind().counted(1) + ": " + first.text());
    }
    if (uses.unchecked(image).isPresent()) {
      return uses.unchecked(image).map(why -> "could not be checked for uses: " + why);
    }
    if (image.undeletable()) {
      return Optional.of("is protected from deregistration");
    }
    if (latest.contains(image.image())) {
      return Optional.of("is among the newest of its template, which builds reuse");
    }
    return retention.tooYoung(image);
  }

  /** Keeps every image below an image that stays: a build may need to start from any of them. */
  private static void keepWhatTheyNeed(List<OwnedImage> all, Map<RegionalAmi, String> reasons) {
    Map<AmiId, List<OwnedImage>> byId =
        all.stream().collect(Collectors.groupingBy(image -> image.image().ami()));
    Deque<OwnedImage> staying = new ArrayDeque<>();
    all.stream().filter(image -> reasons.containsKey(image.image())).forEach(staying::add);
    while (!staying.isEmpty()) {
      OwnedImage stays = staying.remove();
      stays.needed().stream()
          .flatMap(ami -> byId.getOrDefault(ami, List.of()).stream())
          .filter(other -> !reasons.containsKey(other.image()))
          .forEach(
              other -> {
                reasons.put(other.image(), "is needed by " + stays.label() + ", which stays");
                staying.add(other);
              });
    }
  }
}
