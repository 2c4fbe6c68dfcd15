package dev.kiln.localcloud.settings;

import dev.kiln.localcloud.machine.BackendChoice;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a local cloud behaves.
 *
 * @param home the directory of its state; one process at a time
 * @param port on the loopback interface; 0 for any free one
 * @param throttling whether AWS's documented request rates apply
 * @param blockPublicAccess whether accounts block public images until a call allows them, as every
 *     recent AWS account does
 * @param recycleBin how long deleted images and snapshots can be restored; zero if they cannot
 * @param accounts the account of each access key id; see {@link #account}
 * @param optedOut regions that no account has opted in to
 * @param conditions what the accounts lack or have, other than a new account
 * @param hidden directories of this computer that no script may see, besides what is personal
 * @param policy the rights of every caller, as a policy document; without one, all is allowed
 */
@RecordBuilder
public record LocalCloudSettings(
    Path home,
    int port,
    Delays delays,
    boolean throttling,
    VisibilityLag lag,
    BackendChoice backend,
    Quotas quotas,
    boolean blockPublicAccess,
    Duration recycleBin,
    Map<String, String> accounts,
    Set<String> optedOut,
    Set<Condition> conditions,
    Set<Path> hidden,
    Optional<Path> policy)
    implements LocalCloudSettingsBuilder.With {
  /** The account of an access key that the settings do not mention. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  public LocalCloudSettings {
    accounts = Map.copyOf(accounts);
    optedOut = Set.copyOf(optedOut);
    conditions = Set.copyOf(conditions);
    hidden = Set.copyOf(hidden);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "cannot start local cloud: port " + port + " does not exist; use 0 to 65535");
    }
    accounts.forEach(
        (key, account) -> {
          if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                "cannot map access key '%s': account '%s' is not 12 digits; correct it"
                    .formatted(key, account));
          }
        });
  }

  /** Immediate, unthrottled, consistent. */
  public static LocalCloudSettings defaults(Path home) {
    return new LocalCloudSettings(
        home,
        0,
        Delays.none(),
        false,
        VisibilityLag.none(),
        BackendChoice.AUTO,
        Quotas.documented(),
        true,
        Duration.ZERO,
        Map.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty());
  }

  /** The account of an access key: by the map, an id of 12 digits itself, else the default one. */
  public String account(String accessKey) {
    if (ACCOUNT.matcher(accessKey).matches()) {
      return accessKey;
    }
    return accounts.getOrDefault(accessKey, DEFAULT_ACCOUNT);
  }
}
