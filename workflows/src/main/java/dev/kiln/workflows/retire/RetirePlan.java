package dev.kiln.workflows.retire;

import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.Savings;
import java.util.List;

/**
 * What ending images would mean.
 *
 * @param candidates those asked for, or those that nothing needs, each after all built on it
 * @param kept those that were looked at and are needed
 * @param orphans snapshots without an image
 * @param problems names that stand for no image, in words
 * @param notes what could not be looked at, in words
 */
public record RetirePlan(
    List<Candidate> candidates,
    List<KeptImage> kept,
    List<OrphanSnapshot> orphans,
    Savings savings,
    List<String> problems,
    List<String> notes) {
  public RetirePlan {
    candidates = List.copyOf(candidates);
    kept = List.copyOf(kept);
    orphans = List.copyOf(orphans);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
