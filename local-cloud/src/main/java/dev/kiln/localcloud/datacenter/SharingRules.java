package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for sharing that images and snapshots have in common. */
public final class SharingRules {
  /** The key that AWS manages; nothing that it encrypts can be shared. */
  public static final String DEFAULT_KEY = "alias/aws/ebs";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private SharingRules() {}

  /** Refuses a user id that is no account. */
  public static void requireAccount(@Nullable String id) {
    require(ACCOUNT, id);
  }

  /** Refuses an item that is not of a form; an absent one passes. */
  public static void require(Pattern form, @Nullable String item) {
    if (item != null && !form.matcher(item).matches()) {
      throw invalidItem(item);
    }
  }

  public static AwsFailure invalidItem(String item) {
    return AwsFailure.refused(
        "InvalidAMIAttributeItemValue",
        "Invalid attribute item value \"" + item + "\" for userId item type.");
  }

  /** Whether the key that AWS manages encrypts the snapshot. */
  public static boolean isByDefaultKey(StoredSnapshot snapshot) {
    return Boolean.TRUE.equals(snapshot.body().encrypted())
        && Optional.ofNullable(snapshot.body().kmsKeyId())
            .map(key -> key.endsWith(DEFAULT_KEY))
            .orElse(true);
  }
}
