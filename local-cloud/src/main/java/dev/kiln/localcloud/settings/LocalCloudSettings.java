package dev.kiln.localcloud.settings;

import dev.kiln.localcloud.machine.BackendChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
  /** The account of an access key that the settings do not mention. */
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
    return with(draft -> draft.port = changed);
  }

  public LocalCloudSettings withDelays(Delays changed) {
    return with(draft -> draft.delays = changed);
  }

  public LocalCloudSettings withThrottling(boolean changed) {
    return with(draft -> draft.throttling = changed);
  }

  public LocalCloudSettings withLag(VisibilityLag changed) {
    return with(draft -> draft.lag = changed);
  }

  public LocalCloudSettings withBackend(BackendChoice changed) {
    return with(draft -> draft.backend = changed);
  }

  public LocalCloudSettings withQuotas(Quotas changed) {
    return with(draft -> draft.quotas = changed);
  }

  public LocalCloudSettings withBlockPublicAccess(boolean changed) {
    return with(draft -> draft.blockPublicAccess = changed);
  }

  public LocalCloudSettings withRecycleBin(Duration changed) {
    return with(draft -> draft.recycleBin = changed);
  }

  public LocalCloudSettings withAccounts(Map<String, String> changed) {
    return with(draft -> draft.accounts = changed);
  }

  public LocalCloudSettings withOptedOut(Set<String> changed) {
    return with(draft -> draft.optedOut = changed);
  }

  private LocalCloudSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The same settings, open for one change: the only place that lists them all again. */
  private static final class Draft {
    private final Path home;
    private int port;
    private Delays delays;
    private boolean throttling;
    private VisibilityLag lag;
    private BackendChoice backend;
    private Quotas quotas;
    private boolean blockPublicAccess;
    private Duration recycleBin;
    private Map<String, String> accounts;
    private Set<String> optedOut;

    Draft(LocalCloudSettings from) {
      home = from.home;
      port = from.port;
      delays = from.delays;
      throttling = from.throttling;
      lag = from.lag;
      backend = from.backend;
      quotas = from.quotas;
      blockPublicAccess = from.blockPublicAccess;
      recycleBin = from.recycleBin;
      accounts = from.accounts;
      optedOut = from.optedOut;
    }

    LocalCloudSettings settings() {
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
          optedOut);
    }
  }
}
