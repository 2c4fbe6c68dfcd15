package dev.kiln.model.share;

import java.util.List;

/**
 * With whom an image is to be shared.
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

  /** The same with other names for the same receivers. */
  public Sharing with(List<Grantee> complete) {
    return new Sharing(complete, volumes);
  }
}
