package dev.kiln.workflows.validate;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.Stage;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Boots a fresh instance of each image and runs the checks on it. The workflow does not fail if an
 * image does not pass: the report shows it, and the other images are still tested.
 */
@WorkflowInterface
public interface ValidateWorkflow {
  /** Every id begins with this. */
  String PREFIX = "validate-";

  /** Readable, unique, and made only of characters that the Web UI can link. */
  static String id(Request request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return PREFIX + name + "-" + request.validationId();
  }

  @WorkflowMethod
  Report validate(Request request);

  /** The state so far, image by image. */
  @QueryMethod
  List<Result> validationProgress();

  /**
   * Which images to boot, and the checks to run on them.
   *
   * @param validationId unique, chosen by the caller; part of the workflow id
   * @param name the user's name for the images, for display
   * @param subjects the images, never empty
   * @param everywhere also the images of the same keys in all regions of the account
   * @param checks of the whole chain
   * @param recorded whether to record the result in the images' tags; not if these are not the
   *     checks that the images were built with
   */
  record Request(
      String validationId,
      String name,
      List<Subject> subjects,
      boolean everywhere,
      List<Check> checks,
      BuilderMachine machine,
      BuilderPolicy policy,
      boolean recorded) {

    public Request {
      subjects = List.copyOf(subjects);
      checks = List.copyOf(checks);
      if (subjects.isEmpty()) {
        throw new IllegalArgumentException("cannot validate '" + name + "': no image is named");
      }
    }

    /**
     * One image.
     *
     * @param ami absent for the newest one of its key
     * @param wanted whether its absence counts as a failure
     */
    public record Subject(ImageKey key, Optional<AmiId> ami, boolean wanted) {}
  }

  /**
   * The state or the result of one image.
   *
   * @param ami absent until it is known, and if there is none
   * @param checks the result of each
   * @param stages the started steps, in order
   * @param detail for the user: why it could not be tested, or how to reach a kept instance
   */
  record Result(
      ImageKey key,
      Optional<AmiId> ami,
      State state,
      List<CheckResult> checks,
      List<Stage.Progress> stages,
      Optional<String> detail,
      Duration took) {

    public Result {
      checks = List.copyOf(checks);
      stages = List.copyOf(stages);
    }

    /** The state of an image's validation. */
    public enum State {
      /** Waiting for its turn. */
      WAITING,
      TESTING,
      /** It booted, and all checks hold. */
      PASSED,
      /** It did not boot, or a check does not hold. */
      FAILED,
      /** It booted where no script can run, so nothing is known about it. */
      NOT_RUN,
      /** There is no image with that key, but the user named one. */
      MISSING,
      /** There is no image with that key, and the user did not name one. */
      ABSENT,
      /** It could not be tested, so nothing is known about it. */
      ERROR
    }
  }

  /** The result of a validation. */
  record Report(String validationId, String name, List<Result> images, Duration elapsed) {
    public Report {
      images = List.copyOf(images);
    }
  }
}
