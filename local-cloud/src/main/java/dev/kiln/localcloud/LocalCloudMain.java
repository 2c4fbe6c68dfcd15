package dev.kiln.localcloud;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The local cloud as a process of its own. */
public final class LocalCloudMain {
  private static final String USAGE =
      """
      usage: local-cloud --home DIRECTORY [--port NUMBER] [--delays none|typical|MILLISECONDS]
                         [--lag-reads NUMBER] [--lag-millis NUMBER] [--throttling]
                         [--allow-public-images] [--recycle-bin-days NUMBER]
                         [--opted-out REGION,REGION] [--conditions NAME,NAME] [--policy FILE]
                         [--backend auto|root_overlay|user_namespace_overlay|copy_chroot|none]
      """;

  private LocalCloudMain() {}

  /** Runs until it is killed; prints its endpoint on standard output once it answers. */
  public static void main(String[] args) throws InterruptedException {
    LocalCloudSettings settings;
    try {
      settings = settings(List.of(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    try (LocalCloud cloud = LocalCloud.start(settings)) {
      System.out.println(cloud.endpoint());
      CountDownLatch end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
      end.await();
    } catch (IOException failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    }
  }

  static LocalCloudSettings settings(List<String> args) {
    LocalCloudSettings settings = LocalCloudSettings.defaults(Path.of(""));
    boolean homeGiven = false;
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--throttling" -> settings = settings.withThrottling(true);
        case "--allow-public-images" -> settings = settings.withBlockPublicAccess(false);
        default -> {
          if (!rest.hasNext()) {
            throw new IllegalArgumentException(
                "cannot read option '" + option + "': it is unknown or has no value");
          }
          settings = with(settings, option, rest.next());
          homeGiven |= option.equals("--home");
        }
      }
    }
    if (!homeGiven) {
      throw new IllegalArgumentException("cannot start local cloud: --home is missing");
    }
    return settings;
  }

  private static LocalCloudSettings with(LocalCloudSettings settings, String option, String value) {
    return switch (option) {
      case "--home" -> settings.withHome(Path.of(value).toAbsolutePath());
      case "--port" -> settings.withPort(number(option, value));
      case "--delays" -> settings.withDelays(delays(option, value));
      case "--lag-reads" -> settings.withLag(settings.lag().withReads(number(option, value)));
      case "--lag-millis" ->
          settings.withLag(settings.lag().withTime(Duration.ofMillis(number(option, value))));
      case "--recycle-bin-days" -> settings.withRecycleBin(Duration.ofDays(number(option, value)));
      case "--opted-out" -> settings.withOptedOut(Set.of(value.split(",")));
      case "--conditions" ->
          settings.withConditions(
              Stream.of(value.split(",")).map(Condition::of).collect(Collectors.toSet()));
      case "--policy" -> settings.withPolicy(Optional.of(Path.of(value).toAbsolutePath()));
      case "--backend" -> settings.withBackend(backend(value));
      default ->
          throw new IllegalArgumentException("cannot read option '" + option + "': it is unknown");
    };
  }

  private static Delays delays(String option, String value) {
    return switch (value) {
      case "none" -> Delays.none();
      case "typical" -> Delays.typical();
      default -> Delays.all(Duration.ofMillis(number(option, value)));
    };
  }

  private static BackendChoice backend(String value) {
    try {
      return BackendChoice.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "cannot read backend '" + value + "': there are " + List.of(BackendChoice.values()),
          unknown);
    }
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "cannot read option '" + option + "': '" + value + "' is not a number", notOne);
    }
  }
}
