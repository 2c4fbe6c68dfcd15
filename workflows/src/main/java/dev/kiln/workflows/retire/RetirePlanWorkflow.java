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

/** Tells what ending images would mean, and ends none. */
@WorkflowInterface
public interface RetirePlanWorkflow {
  /** A plan is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "retire-plan-" + unique;
  }

  @WorkflowMethod
  Plan planRetirement(Query query);

  /**
   * Which images somebody wants to see gone: those with the names, or else all that nothing needs.
   *
   * @param home any region of the account, to ask which others there are
   * @param regions where to look for them; none means everywhere
   * @param retention what to keep of those that nothing needs; absent where names are given
   * @param withUses whether to find out what uses them besides channels
   * @param registry whose channels keep images; that of the worker does so anyway
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
   * What ending images would mean.
   *
   * @param candidates those asked for, or those that nothing needs, each after all built on it
   * @param kept those that were looked at and are needed
   * @param orphans snapshots without an image
   * @param problems names that stand for no image, in words
   * @param notes what could not be looked at, in words
   */
  record Plan(
      List<Candidate> candidates,
      List<KeptImage> kept,
      List<OrphanSnapshot> orphans,
      Savings savings,
      List<String> problems,
      List<String> notes) {
    public Plan {
      candidates = List.copyOf(candidates);
      kept = List.copyOf(kept);
      orphans = List.copyOf(orphans);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }
}
