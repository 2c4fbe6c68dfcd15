package dev.kiln.workflows.doctor;

import dev.kiln.model.Region;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reads what a build needs of an account. */
@ActivityInterface
public interface AccountActivities {
  /**
   * What holds for all regions: the worker's identity, its clock, the builders' instance profile.
   *
   * @param home any region of the account's partition
   */
  List<AccountWorkflow.Finding> examineAccount(Region home, AccountWorkflow.Builder builder);

  /** What holds in one region. */
  List<AccountWorkflow.Finding> examineRegion(Region region, AccountWorkflow.Builder builder);
}
