package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.Validation;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import java.util.List;
import java.util.stream.Collectors;

/** Decides from its check results whether a layer is accepted. */
final class CheckVerdict {
  private CheckVerdict() {}

  /**
   * Returns the results if all hold.
   *
   * @throws io.temporal.failure.ApplicationFailure that names every check that does not hold
   */
  static List<CheckResult> of(LayerSpec layer, List<CheckResult> results) {
    if (results.stream().noneMatch(CheckResult::isViolated)) {
      return results;
    }
    throw FailureType.CHECK_FAILED.failure(
        "cannot accept layer '%s': %s; fix the template or the check%n%s"
            .formatted(layer.template(), count(results), listed(results)));
  }

  /**
   * Returns normally if all hold on an instance of the image.
   *
   * @throws io.temporal.failure.ApplicationFailure that names every check that does not hold
   */
  static void ofBooted(LayerSpec layer, AmiId ami, BootTest.Outcome outcome) {
    List<CheckResult> results = outcome.checks();
    if (outcome.validation() != Validation.FAILED) {
      return;
    }
    throw FailureType.CHECK_FAILED.failure(
        "cannot accept layer '%s': %s on an instance of its image %s, which is removed; they held on the builder, before Kiln removed keys and identities and booted the image%n%s%s"
            .formatted(
                layer.template(),
                count(results),
                ami,
                listed(results),
                outcome.kept().map(hint -> "\n" + hint).orElse("")));
  }

  private static String count(List<CheckResult> results) {
    long broken = results.stream().filter(CheckResult::isViolated).count();
    return "%d of %d checks do not hold".formatted(broken, results.size());
  }

  private static String listed(List<CheckResult> results) {
    return results.stream()
        .filter(CheckResult::isViolated)
        .map(CheckVerdict::line)
        .collect(Collectors.joining("\n"));
  }

  /** The number of checks that hold, for progress lines. */
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
