package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.lease.LeasedWorkflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds or makes the copy of one image in one region, for any number of builds and commands. */
@WorkflowInterface
public interface CopyWorkflow extends LeasedWorkflow {
  /** What is copied and where to is the id, and the id is the lock. */
  static String id(RegionalAmi source, Region destination) {
    return "copy-" + source.ami() + "-" + destination;
  }

  /** Returns the copy, found or made. */
  @WorkflowMethod
  Copy copy(Spec spec);

  /**
   * A copy to be found or made.
   *
   * @param key the KMS key it is to be encrypted with; without one it is encrypted as its source is
   * @param grace how long the run goes on when nobody waits for it any more
   */
  record Spec(RegionalAmi source, Region destination, Optional<String> key, Duration grace) {

    /** Whether the copy that some run gave is what this spec asks for. */
    public boolean isSatisfiedBy(Copy copy) {
      return key.isEmpty() || key.equals(copy.askedKey());
    }
  }

  /**
   * A copy that is ready for use.
   *
   * @param name its AMI name
   * @param found whether it was there
   * @param created when it was registered
   * @param key the KMS key it is encrypted with, if it is
   * @param askedKey the key that the run was asked for
   * @param sizeGib the size of its volumes
   * @param storedBytes what its snapshots hold, where the cloud tells
   * @param notes what the user should know
   * @param took how long copying it took; zero if it was found
   */
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
      Duration took) {

    public Copy {
      notes = List.copyOf(notes);
    }

    public RegionalAmi where() {
      return new RegionalAmi(region, ami);
    }

    /**
     * The copy as one sees it who has wished for it for a while: one that was found but is younger
     * than the wish was made by a run of which a dead worker has lost sight.
     */
    Copy asOf(Instant wished, Instant now) {
      return found && !created.isBefore(wished) ? copiedIn(Duration.between(wished, now)) : this;
    }

    Copy asFound() {
      return with(true, Duration.ZERO);
    }

    Copy copiedIn(Duration elapsed) {
      return with(false, elapsed);
    }

    private Copy with(boolean wasThere, Duration elapsed) {
      return new Copy(
          ami,
          region,
          name,
          wasThere,
          created,
          key,
          askedKey,
          sizeGib,
          storedBytes,
          notes,
          elapsed);
    }
  }
}
