package dev.kiln.model.retire;

import dev.kiln.model.RegionalAmi;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An image that a user wants to delete.
 *
 * @param uses what would break; images deleted with it do not count
 * @param doubt why it may be in use although no use is known
 * @param obstacle why EC2 would refuse to delete it
 */
public record Candidate(
    OwnedImage image, List<ImageUse> uses, Optional<String> doubt, Optional<String> obstacle) {
  private static final int SHOWN = 3;

  public Candidate {
    uses = List.copyOf(uses);
  }

  /** Whether it can be deleted without harm. */
  public boolean free() {
    return uses.isEmpty() && doubt.isEmpty() && obstacle.isEmpty();
  }

  /** Why it should not be deleted, in words; empty if nothing speaks against it. */
  public Optional<String> refusal() {
    if (uses.isEmpty()) {
      return obstacle.or(() -> doubt);
    }
    Map<UseKind, Long> counts =
        uses.stream()
            .collect(
                Collectors.groupingBy(
                    ImageUse::kind, () -> new EnumMap<>(UseKind.class), Collectors.counting()));
    return Optional.of(
        counts.entrySet().stream()
            .map(kind -> kind.getKey().counted(kind.getValue().intValue()))
            .collect(Collectors.joining(", ", "", ": " + some())));
  }

  private String some() {
    String first = uses.stream().limit(SHOWN).map(ImageUse::text).collect(Collectors.joining(", "));
    return uses.size() > SHOWN ? first + ", ..." : first;
  }

  /**
   * Judges images that are to be deleted together. An image that must stay counts as a use of its
   * base.
   *
   * @param all Kiln's images in every region
   */
  public static List<Candidate> of(List<OwnedImage> wanted, List<OwnedImage> all, KnownUses known) {
    Set<RegionalAmi> going = new HashSet<>();
    wanted.forEach(image -> going.add(image.image()));
    List<Candidate> judged = List.of();
    for (boolean settled = false; !settled; ) {
      List<Candidate> round = new ArrayList<>();
      wanted.forEach(image -> round.add(judge(image, going, all, known)));
      settled =
          !going.removeAll(
              round.stream()
                  .filter(candidate -> !candidate.free())
                  .map(candidate -> candidate.image().image())
                  .collect(Collectors.toSet()));
      judged = round;
    }
    return judged;
  }

  private static Candidate judge(
      OwnedImage image, Set<RegionalAmi> going, List<OwnedImage> all, KnownUses known) {
    List<OwnedImage> staying = all.stream().filter(one -> !going.contains(one.image())).toList();
    List<ImageUse> uses = new ArrayList<>(ImageUse.byImages(image, staying));
    uses.addAll(known.of(image.image().ami()));
    Optional<String> doubt =
        image.unfinished()
            ? Optional.of("it is still being made")
            : known.unchecked(image).map(why -> "its uses could not be checked: " + why);
    return new Candidate(
        image,
        uses,
        doubt,
        image.undeletable()
            ? Optional.of("it is protected from deregistration (" + image.protection() + ")")
            : Optional.empty());
  }
}
