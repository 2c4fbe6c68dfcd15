package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.Retention;
import dev.kiln.model.retire.Savings;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/**
 * Shows which images a deletion would remove and what uses them; deletes none. A plan has at most a
 * thousand unused images: those that are left go into the next.
 */
@WorkflowInterface
public interface RetirePlanWorkflow {
  /** A plan locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "retire-plan-" + unique;
  }

  @WorkflowMethod
  Plan planRetirement(Query query);

  /**
   * Which images to plan for: the named ones, or else all that nothing needs.
   *
   * @param home any region of the account, to ask which others there are
   * @param regions to look in; empty for all regions
   * @param retention which unneeded images to keep; absent if names are given
   * @param withUses whether to look for uses other than channels
   * @param registry whose channels protect images, in addition to that of the worker
   */
  record Query(
      Region home,
      List<Region> regions,
      List<String> names,
      Optional<Retention> retention,
      boolean withUses,
      Optional<RegistryLocation> registry) {
    public Query {
      regions = List.copyOf(regions);
      names = List.copyOf(names);
    }
  }

  /**
   * The plan of a deletion.
   *
   * @param candidates the named images, or the unneeded ones; each after all images built on it
   * @param kept the examined images that something needs
   * @param orphans snapshots without an image
   * @param problems with names that fit no image, in words
   * @param notes about what could not be read, in words
   * @param more how many other unused images and snapshots are left for the next plan
   * @param keptCount how many images something needs; {@code kept} has only some if there are many
   * @param othersLater whether uses by other accounts are yet to be looked for: the deletion does
   *     it
   */
  record Plan(
      List<Candidate> candidates,
      List<KeptImage> kept,
      List<OrphanSnapshot> orphans,
      Savings savings,
      List<String> problems,
      List<String> notes,
      int more,
      int keptCount,
      boolean othersLater) {
    public Plan {
      candidates = List.copyOf(candidates);
      kept = List.copyOf(kept);
      orphans = List.copyOf(orphans);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }
}
