package dev.kiln.cli.follow;

import dev.kiln.cli.progress.BuildSnapshot;
import java.time.Duration;

/** Shows a build on its way. */
public interface BuildView extends AutoCloseable {
  /** Called with each new snapshot; what it shows twice it must not print twice. */
  void show(BuildSnapshot snapshot);

  /** Called between snapshots, so that time can be seen to pass. */
  void tick(Duration elapsed);

  /** Says something that is no part of a snapshot. */
  void say(String line);

  /** The user has asked to stop, and the build is cleaning up. */
  void cancelling();

  /** How long to leave between two ticks. */
  Duration pace();

  /** Gives the terminal back. */
  @Override
  void close();

  /** What is said when the user has asked to stop. */
  String CANCELLING = "Cancelling, and removing what was started; Ctrl-C again leaves at once.";

  /** Shows nothing. */
  static BuildView silent() {
    return new SilentView();
  }
}
