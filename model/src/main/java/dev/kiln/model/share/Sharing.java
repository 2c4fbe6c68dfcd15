package dev.kiln.model.share;

import java.util.List;

/**
 * The intended receivers of an image.
 *
 * @param volumes whether receivers may also copy it
 */
public record Sharing(List<Grantee> grantees, boolean volumes) {
  public Sharing {
    grantees = grantees.stream().distinct().sorted().toList();
    if (grantees.isEmpty()) {
      throw new IllegalArgumentException("cannot share with nobody: name at least one receiver");
    }
  }

  /** The same receivers under their complete names. */
  public Sharing with(List<Grantee> complete) {
    return new Sharing(complete, volumes);
  }
}
