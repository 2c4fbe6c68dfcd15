package dev.kiln.workflows.doctor;

import dev.kiln.model.Region;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a build would meet in an account. It is a workflow because only the worker has AWS
 * credentials: those of the command line would prove nothing.
 */
@WorkflowInterface
public interface AccountWorkflow {
  /** Every {@link #id} begins with this. */
  String PREFIX = "doctor-";

  /** An examination locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return PREFIX + unique;
  }

  /** Changes nothing in the account. */
  @WorkflowMethod
  Report examine(Request request);

  /**
   * What to examine.
   *
   * @param regions never empty
   * @param builder how the builders would be launched
   */
  record Request(List<Region> regions, Builder builder) {
    public Request {
      regions = List.copyOf(regions);
      if (regions.isEmpty()) {
        throw new IllegalArgumentException(
            "cannot examine the account: no region given; pass --region");
      }
    }
  }

  /**
   * The parts of an account that a template names for its builders.
   *
   * @param instanceProfile by name; absent means the worker's default
   * @param subnet its id; absent means the default VPC
   * @param kmsKey of encrypted copies; absent means that nobody asks for one
   */
  record Builder(
      Optional<String> instanceProfile, Optional<String> subnet, Optional<String> kmsKey) {
    /** Builders of templates that name nothing. */
    public static Builder usual() {
      return new Builder(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** The findings: those of the account first, then those of each region. */
  record Report(List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    /** Whether a build would fail. */
    public boolean failed() {
      return findings.stream().anyMatch(one -> one.verdict() == Verdict.FAILED);
    }
  }

  /**
   * The result of one check.
   *
   * @param region absent if it concerns the whole account
   * @param subject the checked part
   * @param fact what was found
   * @param next the next step, if there is one
   */
  record Finding(
      Optional<Region> region,
      Verdict verdict,
      String subject,
      String fact,
      Optional<String> next) {}

  /** What a finding means for a build. */
  enum Verdict {
    OK,
    /** A build succeeds, or fails only if it asks for this. */
    WARNING,
    /** A build fails. */
    FAILED,
    /** Nobody knows, mostly because the worker has no right to look. */
    NOT_CHECKED
  }
}
