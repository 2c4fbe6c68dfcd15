package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.activity.ActivityInterface;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens on and to a builder. */
@ActivityInterface
public interface BuilderActivities {
  /** Launches a builder, going down the ladder of zones, types and markets where capacity lacks. */
  Builder launchBuilder(LaunchRequest request);

  /** Waits until the builder runs and takes commands. */
  void awaitBuilder(Builder builder);

  /**
   * Runs one setup step; however often it is delivered, the script runs at most once.
   *
   * @param token names this step of this builder
   */
  StepOutput runStep(Builder builder, SetupStep step, String token);

  /**
   * Reads a part of what a step has printed, as much as is convenient.
   *
   * @param token of the step
   * @param from the first byte wanted
   */
  LogPage readLog(Builder builder, String token, long from);

  /** Runs the checks and tells what became of each; a check that does not hold is no failure. */
  List<CheckResult> runChecks(Builder builder, List<Check> checks, String token);

  /** Stops the builder and waits until its disks are at rest; one that hangs is forced. */
  Shutdown stopBuilder(Builder builder);

  /**
   * What to launch. It is frozen in the workflow's history, since a client token is only good for
   * the very same request.
   *
   * @param buildId the run; with the attempt it makes the client tokens
   * @param purpose tells a builder from an instance that only checks are run on
   * @param attempt from 1; a builder that was lost is followed by one with the next number
   * @param vendor the vendor image that {@code base} is, by its canonical name; absent if it is one
   *     of ours or a pinned one
   * @param expiresAt after which anyone may remove the builder
   */
  record LaunchRequest(
      ImageKey key,
      String buildId,
      Purpose purpose,
      int attempt,
      BaseAmi base,
      Optional<String> vendor,
      BuilderMachine machine,
      boolean spot,
      Instant expiresAt) {

    /** What an instance is launched for. */
    public enum Purpose {
      /** Its disk becomes an image. */
      BUILD("builder"),
      /** It shows what an image is worth. */
      TEST("test");

      private final String word;

      Purpose(String word) {
        this.word = word;
      }

      /** The part of the instance's name that tells it. */
      public String word() {
        return word;
      }
    }
  }

  /**
   * What one setup step printed.
   *
   * @param tail the end of stdout and stderr together, at most {@value #TAIL_CHARACTERS} characters
   * @param bytes that were printed in all; empty where no script was executed
   */
  record StepOutput(String step, int exitCode, String tail, Optional<Long> bytes) {
    /** Enough to see why a step failed, and little enough for a workflow's history. */
    public static final int TAIL_CHARACTERS = 8_000;

    /** How many bytes were printed before the tail. */
    public long bytesBeforeTail() {
      long shown = tail.getBytes(StandardCharsets.UTF_8).length;
      return Math.max(0, bytes.orElse(shown) - shown);
    }
  }

  /**
   * A part of what a step printed, as it was read on its builder.
   *
   * @param packed the bytes, by gzip, in base64
   * @param next where the following page begins, in bytes from the beginning of the output
   */
  record LogPage(String packed, long next) {}

  /** How a builder came to rest before its image was taken. */
  enum Shutdown {
    /** It stopped by itself: its disks are as after any shutdown. */
    CLEAN("stopped"),
    /** It had to be forced: its disks are as after a power cut. */
    FORCED("forced: the image is as after a power cut"),
    /** It cannot be stopped alone, as a spot instance; taking the image reboots it. */
    LEFT_TO_THE_IMAGE("reboots when the image is taken");

    private final String words;

    Shutdown(String words) {
      this.words = words;
    }

    String inWords() {
      return words;
    }
  }
}
