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
 * Boots a fresh instance of each image and runs the checks on it. An image that does not pass is no
 * failure of the workflow: the report tells it, and the other images are tested all the same.
 */
@WorkflowInterface
public interface ValidateWorkflow {
  /** What every id of these begins with. */
  String PREFIX = "validate-";

  /** Readable, unique, and only of characters that the Web UI can link. */
  static String id(Request request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return PREFIX + name + "-" + request.validationId();
  }

  @WorkflowMethod
  Report validate(Request request);

  /** How far it is, image by image. */
  @QueryMethod
  List<Result> validationProgress();

  /**
   * Which images to boot, and what must hold on them.
   *
   * @param validationId unique, chosen by the caller; part of the workflow id
   * @param name what the user asked for, for display
   * @param subjects the images, never empty
   * @param everywhere also the images of the same keys in all regions of the account
   * @param checks of the whole chain
   * @param recorded whether the outcome is kept with the images: not if the checks are others than
   *     those they were made with
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
     * @param ami absent if it is the newest one of its key
     * @param wanted whether it is missed if it is not there
     */
    public record Subject(ImageKey key, Optional<AmiId> ami, boolean wanted) {}
  }

  /**
   * One image of a validation as it stands, or as it ended.
   *
   * @param ami absent as long as it is not known, and if there is none
   * @param checks what became of each
   * @param stages the steps that have begun, in order
   * @param detail what else the user should know: why it could not be tested, where a kept instance
   *     is
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

    /** Where the validation of an image stands. */
    public enum State {
      /** For its turn. */
      WAITING,
      TESTING,
      /** It booted, and all checks hold. */
      PASSED,
      /** It did not boot, or a check does not hold. */
      FAILED,
      /** It booted where no script can be executed: nothing is known of it. */
      NOT_RUN,
      /** There is no image of that key, and there was to be one. */
      MISSING,
      /** There is no image of that key, and nobody said that there is. */
      ABSENT,
      /** It could not be tested: nothing is known of it. */
      ERROR
    }
  }

  /** What came of a validation. */
  record Report(String validationId, String name, List<Result> images, Duration elapsed) {
    public Report {
      images = List.copyOf(images);
    }
  }
}
