package dev.kiln.workflows.validate;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.List;
import java.util.Optional;

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
public record ValidateRequest(
    String validationId,
    String name,
    List<Subject> subjects,
    boolean everywhere,
    List<Check> checks,
    BuilderMachine machine,
    BuilderPolicy policy,
    boolean recorded) {

  public ValidateRequest {
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
