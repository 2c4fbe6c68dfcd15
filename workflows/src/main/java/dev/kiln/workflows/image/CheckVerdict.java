package dev.kiln.workflows.image;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import java.util.List;
import java.util.stream.Collectors;

/** Turns check results into a verdict on the layer. */
final class CheckVerdict {
  private CheckVerdict() {}

  /**
   * Returns the results if all hold.
   *
   * @throws io.temporal.failure.ApplicationFailure naming every check that does not
   */
  static List<CheckResult> of(LayerSpec layer, List<CheckResult> results) {
    List<CheckResult> broken = results.stream().filter(CheckResult::isViolated).toList();
    if (broken.isEmpty()) {
      return results;
    }
    String listed = broken.stream().map(CheckVerdict::line).collect(Collectors.joining("\n"));
    throw FailureType.CHECK_FAILED.failure(
        "cannot accept layer '%s': %d of %d checks do not hold; mend the template or the check%n%s"
            .formatted(layer.template(), broken.size(), results.size(), listed));
  }

  /** What came of the checks, for progress lines. */
  static String inWords(List<CheckResult> results) {
    long held = results.stream().filter(CheckResult::holds).count();
    long notRun = results.stream().filter(result -> !result.ran()).count();
    return held
        + " of "
        + results.size()
        + " hold"
        + (notRun == 0 ? "" : ", " + notRun + " not run");
  }

  private static String line(CheckResult result) {
    return "  %s (%s): %s; exit code %d, output: %s"
        .formatted(
            result.name(),
            result.layer(),
            result.violation().orElse(""),
            result.exitCode(),
            result.output().isBlank() ? "(none)" : result.output().strip().replace("\n", "\n    "));
  }
}
