package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.lease.LeasedWorkflow;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds or makes the copy of one image in one region, for any number of builds and commands. */
@WorkflowInterface
public interface CopyWorkflow extends LeasedWorkflow {
  /** Source and destination make the id, and the id is the lock. */
  static String id(RegionalAmi source, Region destination) {
    return "copy-" + source.ami() + "-" + destination;
  }

  /** Returns the copy, found or made. */
  @WorkflowMethod
  Copy copy(Spec spec);

  /**
   * A copy to find or make.
   *
   * @param key the KMS key to encrypt it with; without one it is encrypted like its source
   * @param grace how long the run goes on after the last one has stopped waiting for it
   */
  record Spec(RegionalAmi source, Region destination, Optional<String> key, Duration grace) {

    /** Whether a run's copy is the one that this spec asks for. */
    public boolean isSatisfiedBy(Copy copy) {
      return key.isEmpty() || key.equals(copy.askedKey());
    }
  }

  /**
   * A copy that is ready for use.
   *
   * @param name its AMI name
   * @param found whether it existed before
   * @param created when it was registered
   * @param key the KMS key with which it is encrypted, if any
   * @param askedKey the key that the run's caller asked for
   * @param sizeGib the total size of its volumes
   * @param storedBytes the size of its snapshots, if the cloud reports it
   * @param notes what the user should know
   * @param took how long the copy took; zero if it was found
   */
  @RecordBuilder
  record Copy(
      AmiId ami,
      Region region,
      String name,
      boolean found,
      Instant created,
      Optional<String> key,
      Optional<String> askedKey,
      int sizeGib,
      Optional<Long> storedBytes,
      List<String> notes,
      Duration took)
      implements CopyWorkflowCopyBuilder.With {

    public Copy {
      notes = List.copyOf(notes);
    }

    public RegionalAmi where() {
      return new RegionalAmi(region, ami);
    }

    /**
     * The copy from the view of a workflow that asked for it some time ago. A copy that was found
     * but is younger than the request was made by a run that a dead worker had lost track of.
     */
    Copy asOf(Instant requested, Instant now) {
      return found && !created.isBefore(requested)
          ? copiedIn(Duration.between(requested, now))
          : this;
    }

    Copy asFound() {
      return with().found(true).took(Duration.ZERO).build();
    }

    Copy copiedIn(Duration elapsed) {
      return with().found(false).took(elapsed).build();
    }
  }
}
