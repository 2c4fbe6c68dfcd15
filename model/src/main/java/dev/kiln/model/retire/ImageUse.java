package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.List;

/**
 * One use of an image.
 *
 * @param user the id of the resource that uses it
 * @param detail its name or state; may be empty
 * @param region where the user is
 */
public record ImageUse(AmiId image, UseKind kind, String user, String detail, Region region) {
  /** The uses of an image by other images: images built on it, and unfinished copies. */
  public static List<ImageUse> byImages(OwnedImage used, List<OwnedImage> all) {
    AmiId ami = used.image().ami();
    return all.stream()
        .filter(one -> one.needs(ami))
        .map(
            one ->
                new ImageUse(
                    ami,
                    one.base().filter(ami::equals).isPresent() ? UseKind.CHILD : UseKind.COPY,
                    one.image().ami().value(),
                    one.askedName(),
                    one.image().region()))
        .toList();
  }

  /** Whether the user is itself an image. */
  public boolean byImage() {
    return kind == UseKind.CHILD || kind == UseKind.COPY;
  }

  /** The user as a line of a list shows it: {@code gromacs-v1 (ami-0123)}. */
  public String text() {
    if (detail.isEmpty()) {
      return user;
    }
    return byImage() ? detail + " (" + user + ")" : user + " (" + detail + ")";
  }
}
