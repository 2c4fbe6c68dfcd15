package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import java.util.Collection;
import java.util.List;

/**
 * What is to become of the permissions of one image.
 *
 * @param grantees each in its complete form
 * @param volumes whether its snapshots are shared too, so that receivers can copy the image
 */
public record SharingOrder(
    RegionalAmi image, Change change, List<Grantee> grantees, boolean volumes) {
  public SharingOrder {
    grantees = grantees.stream().distinct().sorted().toList();
  }

  /** Which way. */
  public enum Change {
    GRANT,
    REVOKE
  }

  /** The same for some of them. */
  public SharingOrder only(Collection<Grantee> some) {
    return new SharingOrder(image, change, List.copyOf(some), volumes);
  }
}
