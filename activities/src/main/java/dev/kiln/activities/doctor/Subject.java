package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a check is about, and the findings on it.
 *
 * @param region absent for the whole account
 */
record Subject(Optional<Region> region, String name) {
  private static final String POLICY =
      "attach deploy/aws/worker-policy.json of this version to the worker's role";

  static Subject of(Region region, String name) {
    return new Subject(Optional.of(region), name);
  }

  static Subject ofAccount(String name) {
    return new Subject(Optional.empty(), name);
  }

  Finding ok(String fact) {
    return new Finding(region, Verdict.OK, name, fact, Optional.empty());
  }

  Finding warning(String fact, String next) {
    return new Finding(region, Verdict.WARNING, name, fact, Optional.of(next));
  }

  Finding failed(String fact, String next) {
    return new Finding(region, Verdict.FAILED, name, fact, Optional.of(next));
  }

  Finding notChecked(String fact, String next) {
    return new Finding(region, Verdict.NOT_CHECKED, name, fact, Optional.of(next));
  }

  /** AWS did not answer the question, which says nothing about a build. */
  Finding unanswered(SdkException refused) {
    return notChecked(
        brief(refused), AwsFailures.isDenied(refused) ? POLICY : "run kiln doctor again");
  }

  /** The rights that lack. */
  Finding lacking(Verdict verdict, String fact) {
    return new Finding(region, verdict, name, fact, Optional.of(POLICY));
  }

  /** AWS's code and message, without the encoded reason of several hundred characters. */
  static String brief(SdkException refused) {
    return AwsFailures.fact(refused)
        .replaceFirst("(?s)\\s*Encoded authorization failure.*", "")
        .replaceAll("\\s+", " ");
  }
}
