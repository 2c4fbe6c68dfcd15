package dev.kiln.localcloud;

import dev.kiln.localcloud.machine.BackendChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a local cloud behaves.
 *
 * @param home the directory of its state; one process at a time
 * @param port on the loopback interface; 0 for any free one
 * @param throttling whether the documented request rates hold
 * @param blockPublicAccess whether images cannot be made public until that is switched off, as in
 *     every recent account
 * @param recycleBin how long deleted images and snapshots can be restored; zero for not at all
 * @param accounts the account of each access key id; see {@link #account}
 * @param optedOut regions that no account has opted in to
 */
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
    Set<String> optedOut) {
  /** The account of access keys that nothing else is known about. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  public LocalCloudSettings {
    accounts = Map.copyOf(accounts);
    optedOut = Set.copyOf(optedOut);
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
        Set.of());
  }

  /** The account of an access key: by the map, an id of 12 digits itself, else the default one. */
  public String account(String accessKey) {
    if (ACCOUNT.matcher(accessKey).matches()) {
      return accessKey;
    }
    return accounts.getOrDefault(accessKey, DEFAULT_ACCOUNT);
  }

  public LocalCloudSettings withPort(int changed) {
    return new LocalCloudSettings(
        home,
        changed,
        delays,
        throttling,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withDelays(Delays changed) {
    return new LocalCloudSettings(
        home,
        port,
        changed,
        throttling,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withThrottling(boolean changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        changed,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withLag(VisibilityLag changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        changed,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withBackend(BackendChoice changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        changed,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withQuotas(Quotas changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        backend,
        changed,
        blockPublicAccess,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withBlockPublicAccess(boolean changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        backend,
        quotas,
        changed,
        recycleBin,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withRecycleBin(Duration changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        changed,
        accounts,
        optedOut);
  }

  public LocalCloudSettings withAccounts(Map<String, String> changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        changed,
        optedOut);
  }

  public LocalCloudSettings withOptedOut(Set<String> changed) {
    return new LocalCloudSettings(
        home,
        port,
        delays,
        throttling,
        lag,
        backend,
        quotas,
        blockPublicAccess,
        recycleBin,
        accounts,
        changed);
  }
}
