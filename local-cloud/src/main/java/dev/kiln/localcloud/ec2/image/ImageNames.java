package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Image names: of a fixed form, and unique in an account and region while the image exists. */
final class ImageNames {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9()\\[\\] ./'@_-]{3,128}");

  private static final int LONGEST_DESCRIPTION = 255;

  private ImageNames() {}

  /** The name, if it can be given to a new image. */
  static String free(Store store, Call call, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw AwsFailure.missing("Name");
    }
    if (!FORM.matcher(name).matches()) {
      throw AwsFailure.refused(
          "InvalidAMIName.Malformed",
          "AMI names must be between 3 and 128 characters long, and may contain letters, numbers,"
              + " '(', ')', '.', '-', '/' and '_'");
    }
    Place place = call.place();
    for (StoredImage image : store.all(StoredImage.class)) {
      if (image.place().equals(place) && image.body().name().equals(name)) {
        throw AwsFailure.refused(
            "InvalidAMIName.Duplicate",
            "AMI name %s is already in use by AMI %s".formatted(name, image.id()));
      }
    }
    return name;
  }

  /** The description, if it is short enough. */
  static @Nullable String description(@Nullable String text) {
    if (text != null && text.length() > LONGEST_DESCRIPTION) {
      throw AwsFailure.invalidValue(
          "Description exceeds the maximum length of " + LONGEST_DESCRIPTION + " characters.");
    }
    return text;
  }

  /** Refuses an image beyond the account's quota. */
  static void withinQuota(Datacenter datacenter, Call call) {
    long have =
        datacenter.store().all(StoredImage.class).stream()
            .filter(image -> image.place().equals(call.place()))
            .count();
    int limit = datacenter.settings().quotas().images();
    if (have >= limit) {
      throw AwsFailure.refused(
          "ResourceLimitExceeded",
          "You have reached your quota of %d for the number of images. Deregister unused ones or request an increase."
              .formatted(limit));
    }
  }
}
