package dev.kiln.cli.work;

import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The overall result of a validation. */
public record Verdict(List<ValidateWorkflow.Result> images) {
  /** The images that exist or should exist. */
  public List<ValidateWorkflow.Result> relevant() {
    return images.stream().filter(image -> image.state() != State.ABSENT).toList();
  }

  /** The regions without an image that need none. */
  public List<String> absent() {
    return images.stream()
        .filter(image -> image.state() == State.ABSENT)
        .map(image -> image.key().region().value())
        .distinct()
        .toList();
  }

  private List<ValidateWorkflow.Result> notPassed() {
    return relevant().stream().filter(image -> image.state() != State.PASSED).toList();
  }

  /** {@code passed}, {@code failed}, or {@code partial} if only some passed. */
  String word() {
    int others = notPassed().size();
    if (relevant().isEmpty() || others == relevant().size()) {
      return "failed";
    }
    return others == 0 ? "passed" : "partial";
  }

  /** Why the validation failed; empty if it passed. */
  Optional<String> shortfall(String name) {
    if (relevant().isEmpty()) {
      return Optional.of(
          "cannot test %s: no image matches the current template in any of %s; build one with kiln ami build"
              .formatted(name, HumanText.count(absent().size(), "region")));
    }
    List<ValidateWorkflow.Result> others = notPassed();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    String listed =
        others.stream()
            .map(image -> image.key().region() + " " + image.key().architecture())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "cannot vouch for %s: %d of %s did not pass (%s); the reasons are above"
            .formatted(name, others.size(), HumanText.count(relevant().size(), "image"), listed));
  }
}
