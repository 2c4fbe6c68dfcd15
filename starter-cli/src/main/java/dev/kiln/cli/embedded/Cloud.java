package dev.kiln.cli.embedded;

import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.cli.connect.Closing;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.machine.Backend;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The cloud that a worker uses; this process starts it if it is the local one. */
public final class Cloud implements AutoCloseable {
  private final CloudSettings settings;
  private final String description;
  private final Closing closing;

  private Cloud(CloudSettings settings, String description, Closing closing) {
    this.settings = settings;
    this.description = description;
    this.closing = closing;
  }

  /**
   * Opens the chosen cloud.
   *
   * @param home the directory of the local cloud, if that is the choice
   * @param port of the local cloud; 0 for any free one
   * @param hidden directories of this computer that no script may see, such as Kiln's home
   */
  public static Cloud open(CloudChoice choice, Path home, int port, Set<Path> hidden) {
    if (choice instanceof CloudChoice.Given given) {
      String description =
          given.settings().endpoint().map(address -> "the cloud at " + address).orElse("AWS");
      return new Cloud(given.settings(), description, new Closing());
    }
    return inThisProcess(LocalCloudSettings.defaults(home).withPort(port).withHidden(hidden));
  }

  static Cloud inThisProcess(LocalCloudSettings settings) {
    Path home = settings.home();
    Closing closing = new Closing();
    HomeLock lock = HomeLock.take(home);
    closing.add(lock::close);
    try {
      LocalCloud cloud = LocalCloud.start(settings);
      closing.add(() -> close(cloud));
      RunMark mark = new RunMark(home);
      int orphans = new Orphans(cloud).remove(mark.found());
      mark.remove();
      return new Cloud(
          CloudSettings.local(cloud.endpoint()), description(cloud, home, orphans), closing);
    } catch (IOException | RuntimeException failed) {
      closing.close();
      throw new CliFailure(
          "cannot start the local cloud in '%s': %s".formatted(home, failed.getMessage()), failed);
    }
  }

  /**
   * Makes a base image's tree for the local cloud of a home; a cloud running there is not
   * disturbed.
   *
   * @param progress receives the tool's output, line by line
   * @return a sentence about the new base
   */
  public static String bootstrap(Path home, String base, Consumer<String> progress) {
    try (Machines machines = Machines.open(home.resolve("machines"), BackendChoice.AUTO)) {
      machines.bootstrap(base, new LineSink(progress));
      return "The local cloud has '%s' now (%s); templates name it as 'base: %s'."
          .formatted(base, home, base);
    } catch (IOException failed) {
      throw new CliFailure(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CliFailure("cannot make base '" + base + "': it was interrupted; run it again");
    }
  }

  private static String description(LocalCloud cloud, Path home, int orphans) {
    Backend backend = cloud.backend();
    return "local cloud in %s, %s%s"
        .formatted(
            home,
            backend.executes()
                ? "scripts run in a " + backend
                : "scripts are NOT executed: this machine cannot run them",
            orphans == 0 ? "" : ", removed " + orphans + " left behind");
  }

  private static void close(LocalCloud cloud) {
    try {
      cloud.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot close the local cloud", failed);
    }
  }

  /**
   * Adds the user's regions to the settings of a worker.
   *
   * @throws CliFailure if one cannot be a region
   */
  public Cloud withRegionsOf(Map<String, String> environment) {
    try {
      return new Cloud(settings.withRegions(environment), description, closing);
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(
          malformed.getMessage() + "; correct " + CloudSettings.REGIONS_VARIABLE);
    }
  }

  CloudSettings settings() {
    return settings;
  }

  /** The endpoint; empty for AWS. */
  public Optional<URI> endpoint() {
    return settings.endpoint();
  }

  /** The cloud's name in messages. */
  public String description() {
    return description;
  }

  @Override
  public void close() {
    closing.close();
  }
}
