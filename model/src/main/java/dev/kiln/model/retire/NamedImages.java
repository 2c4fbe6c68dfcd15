package dev.kiln.model.retire;

import dev.kiln.model.schema.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The images that a user names for deletion. Each name must be unambiguous: if several images share
 * it, it names none.
 *
 * @param problems the problems of words that name no image, for display
 */
public record NamedImages(List<OwnedImage> images, List<String> problems) {
  public NamedImages {
    images = List.copyOf(images);
    problems = List.copyOf(problems);
  }

  /** Finds images by id, AMI name or the name the user gave. */
  public static NamedImages among(List<OwnedImage> images, List<String> words) {
    Set<OwnedImage> found = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    for (String word : words) {
      List<OwnedImage> fitting = fitting(images, word);
      if (fitting.size() == 1) {
        found.add(fitting.get(0));
      } else {
        problems.add(fitting.isEmpty() ? unknown(images, word) : ambiguous(fitting, word));
      }
    }
    return new NamedImages(List.copyOf(found), problems);
  }

  private static List<OwnedImage> fitting(List<OwnedImage> images, String word) {
    List<OwnedImage> exact =
        images.stream()
            .filter(one -> one.image().ami().value().equals(word) || one.name().equals(word))
            .toList();
    return exact.isEmpty()
        ? images.stream().filter(one -> one.askedName().equals(word)).toList()
        : exact;
  }

  private static String unknown(List<OwnedImage> images, String word) {
    List<String> names =
        images.stream().flatMap(one -> Stream.of(one.askedName(), one.name())).distinct().toList();
    return "cannot find image '%s': none of Kiln's %d images has that id or name; %s"
        .formatted(
            word,
            images.size(),
            NearestName.among(names, word)
                .map(near -> "did you mean " + near + "?")
                .orElse("see kiln ami list --region all"));
  }

  private static String ambiguous(List<OwnedImage> fitting, String word) {
    String ids = String.join(", ", fitting.stream().map(one -> one.image().toString()).toList());
    return "cannot choose the image '%s': %s share that name; give the id or --region"
        .formatted(word, ids);
  }
}
