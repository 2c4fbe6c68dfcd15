package dev.kiln.cli.validate;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import java.util.List;
import java.util.Optional;

/** What the images of a validation say together. */
record Verdict(String name, List<ValidateWorkflow.Result> images) {

  /** Those that are there or are missed. */
  List<ValidateWorkflow.Result> relevant() {
    return images.stream().filter(image -> image.state() != State.ABSENT).toList();
  }

  /** The regions where there is none, and where nobody misses it. */
  List<String> absent() {
    return images.stream()
        .filter(image -> image.state() == State.ABSENT)
        .map(image -> image.key().region().value())
        .distinct()
        .toList();
  }

  private List<ValidateWorkflow.Result> without(State state) {
    return relevant().stream().filter(image -> image.state() != state).toList();
  }

  /** {@code passed}, {@code failed}, or {@code partial} if only some passed. */
  String word() {
    int others = without(State.PASSED).size();
    if (relevant().isEmpty() || others == relevant().size()) {
      return "failed";
    }
    return others == 0 ? "passed" : "partial";
  }

  /** Why this is no success; empty if it is. */
  Optional<CliFailure> failure() {
    if (relevant().isEmpty()) {
      return Optional.of(
          new CliFailure(
              "cannot test %s: there is no image of its present state in any of %s; build it with kiln ami build"
                  .formatted(name, HumanText.count(absent().size(), "region"))));
    }
    List<ValidateWorkflow.Result> others = without(State.PASSED);
    if (others.isEmpty()) {
      return Optional.empty();
    }
    String listed =
        String.join(", ", others.stream().map(image -> ValidationNews.place(image.key())).toList());
    return Optional.of(
        new CliFailure(
            "cannot vouch for %s: %d of %s did not pass (%s); the reasons are above"
                .formatted(
                    name, others.size(), HumanText.count(relevant().size(), "image"), listed)));
  }
}
