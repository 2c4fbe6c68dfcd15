package dev.kiln.model.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may use which images, and where the permissions of copies differ. */
public record PermissionsAudit(List<Line> lines) {
  /**
   * One image.
   *
   * @param lacks grantees that may launch another copy of it, but not this one
   */
  public record Line(KilnImage image, Permissions permissions, List<Grantee> lacks) {
    public Line {
      lacks = List.copyOf(lacks);
    }
  }

  public PermissionsAudit {
    lines = List.copyOf(lines);
  }

  /** Leaves out images whose permissions were not read, because they were deleted meanwhile. */
  public static PermissionsAudit of(
      List<KilnImage> images, Map<AmiId, Permissions> permissions, ImageCopies copies) {
    Map<RegionalAmi, SortedSet<Grantee>> ofAnyCopy = new TreeMap<>();
    for (KilnImage image : images) {
      ofAnyCopy
          .computeIfAbsent(copies.origin(image), origin -> new TreeSet<>())
          .addAll(permissions.getOrDefault(image.ami(), Permissions.NONE).launch());
    }
    return new PermissionsAudit(
        images.stream()
            .flatMap(
                image ->
                    Optional.ofNullable(permissions.get(image.ami())).stream()
                        .map(
                            read ->
                                new Line(
                                    image,
                                    read,
                                    ofAnyCopy
                                        .getOrDefault(copies.origin(image), new TreeSet<>())
                                        .stream()
                                        .filter(grantee -> !read.launch().contains(grantee))
                                        .toList())))
            .toList());
  }

  /** How many images everyone may launch. */
  public long publicImages() {
    return lines.stream()
        .filter(line -> line.permissions().launch().contains(Grantee.PUBLIC))
        .count();
  }

  /** How many images only some grantees may launch. */
  public long sharedImages() {
    return lines.size() - publicImages() - privateImages();
  }

  /** How many images only the owner may launch. */
  public long privateImages() {
    return lines.stream().filter(line -> line.permissions().launch().isEmpty()).count();
  }
}
