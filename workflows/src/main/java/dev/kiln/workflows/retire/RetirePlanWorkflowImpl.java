package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.plan.Prices;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.KnownUses;
import dev.kiln.model.retire.NamedImages;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.Retention;
import dev.kiln.model.retire.Savings;
import dev.kiln.model.retire.UnusedImages;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.registry.RegistryActivities;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads every region first: images built on an image may be anywhere. */
public final class RetirePlanWorkflowImpl implements RetirePlanWorkflow {
  private final UseSurvey survey =
      new UseSurvey(
          ActivityStubs.looks(UseActivities.class),
          ActivityStubs.looks(CatalogActivities.class),
          ActivityStubs.looks(RegistryActivities.class));

  @Override
  public Plan planRetirement(Query query) {
    List<Region> regions = survey.regions(query.home(), query.regions());
    Set<Region> scope = Set.copyOf(query.regions().isEmpty() ? regions : query.regions());
    List<OwnedImage> all = survey.images(regions, query.regions());
    return query.retention().isPresent()
        ? unneeded(all, scope, query.retention().get(), query.registry())
        : named(all, scope, query);
  }

  private Plan named(List<OwnedImage> all, Set<Region> scope, Query query) {
    NamedImages named =
        NamedImages.among(
            all.stream().filter(image -> scope.contains(image.image().region())).toList(),
            query.names());
    KnownUses known = KnownUses.NONE;
    if (named.problems().isEmpty()) {
      known = survey.channels(named.images(), query.registry());
    }
    if (query.withUses() && named.problems().isEmpty()) {
      known = known.and(survey.uses(named.images())).and(survey.usesByOthers(named.images()));
    }
    return plan(
        Candidate.of(named.images(), query.withUses() ? all : List.of(), known),
        List.of(),
        List.of(),
        all,
        named.problems());
  }

  /**
   * Asks about uses by other accounts last, and only for images that would be deleted: each answer
   * takes minutes.
   */
  private Plan unneeded(
      List<OwnedImage> all,
      Set<Region> scope,
      Retention retention,
      Optional<RegistryLocation> registry) {
    List<OwnedImage> old = UnusedImages.among(all, scope, KnownUses.NONE, retention).unused();
    KnownUses known = survey.channels(old, registry).and(survey.uses(old));
    List<OwnedImage> likely = UnusedImages.among(all, scope, known, retention).unused();
    known = known.and(survey.usesByOthers(likely));
    survey.note(known);
    UnusedImages unused = UnusedImages.among(all, scope, known, retention);
    List<OrphanSnapshot> orphans =
        retention.snapshots()
            ? survey.orphans(scope).stream().filter(retention::allowsDeletionOf).toList()
            : List.of();
    return plan(
        Candidate.of(unused.unused(), all, KnownUses.NONE), unused.kept(), orphans, all, List.of());
  }

  private Plan plan(
      List<Candidate> candidates,
      List<KeptImage> kept,
      List<OrphanSnapshot> orphans,
      List<OwnedImage> all,
      List<String> problems) {
    Savings savings =
        Savings.of(
            all, candidates.stream().map(Candidate::image).toList(), orphans, Prices.US_EAST_1);
    return new Plan(candidates, kept, orphans, savings, problems, survey.notes());
  }
}
