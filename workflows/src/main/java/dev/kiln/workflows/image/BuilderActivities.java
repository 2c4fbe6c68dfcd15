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

/** Launches builders, and runs steps and checks on them. */
@ActivityInterface
public interface BuilderActivities {
  /** Launches a builder. Without capacity it tries the next zone, type and market. */
  Builder launchBuilder(LaunchRequest request);

  /** Waits until the builder runs and accepts commands. */
  void awaitBuilder(Builder builder);

  /**
   * Runs one setup step. The script runs at most once, even if the activity is retried.
   *
   * @param token of this step of this builder
   */
  StepOutput runStep(Builder builder, SetupStep step, String token);

  /**
   * Reads a page of a step's output; the size is up to the activity.
   *
   * @param token of the step
   * @param from the first byte to read
   */
  LogPage readLog(Builder builder, String token, long from);

  /**
   * Runs the checks and reports the result of each. A check that does not hold is a result, not a
   * failure.
   */
  List<CheckResult> runChecks(Builder builder, List<Check> checks, String token);

  /** Stops the builder and waits until its disks are at rest; forces it if it hangs. */
  Shutdown stopBuilder(Builder builder);

  /**
   * What to launch. The workflow's history keeps it, because a client token is valid only for
   * exactly the same request.
   *
   * @param buildId of the run; with the attempt it makes the client tokens
   * @param purpose a builder, or an instance that only runs checks
   * @param attempt from 1; the next builder after a lost one has the next number
   * @param vendor the canonical name of {@code base} if it is a vendor's image; absent for one of
   *     ours or a pinned one
   * @param expiresAt the time after which anyone may remove the builder
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

    /** The purpose of a launch. */
    public enum Purpose {
      /** Its disk becomes an image. */
      BUILD("builder"),
      /** It tests an image. */
      TEST("test");

      private final String word;

      Purpose(String word) {
        this.word = word;
      }

      /** Its word in the instance's name. */
      public String word() {
        return word;
      }
    }
  }

  /**
   * The output of one setup step.
   *
   * @param tail the end of stdout and stderr together, at most {@value #TAIL_CHARACTERS} characters
   * @param bytes in total; empty if the machine cannot run scripts
   */
  record StepOutput(String step, int exitCode, String tail, Optional<Long> bytes) {
    /** Enough to see why a step failed, and little enough for a workflow's history. */
    public static final int TAIL_CHARACTERS = 8_000;

    /** The number of bytes before the tail. */
    public long bytesBeforeTail() {
      long shown = tail.getBytes(StandardCharsets.UTF_8).length;
      return Math.max(0, bytes.orElse(shown) - shown);
    }
  }

  /**
   * A page of a step's output, as read on its builder.
   *
   * @param packed the bytes, by gzip, in base64
   * @param next the offset of the following page, in bytes from the beginning of the output
   */
  record LogPage(String packed, long next) {}

  /** How a builder stopped before Kiln took its image. */
  enum Shutdown {
    /** It shut down normally: its disks are clean. */
    CLEAN("stopped"),
    /** Kiln forced it: its disks are as after a power cut. */
    FORCED("forced: the image is as after a power cut"),
    /** It is a spot instance, which cannot be stopped; EC2 reboots it when it takes the image. */
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
