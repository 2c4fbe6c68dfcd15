package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.plan.Prices;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.KnownUses;
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
import java.util.stream.Stream;

/** Has every region read first: images built on an image may be anywhere. */
public final class RetirePlanWorkflowImpl implements RetirePlanWorkflow {
  /** A deletion of so many images stays well below the limits of one workflow. */
  private static final int MOST = 1000;

  /**
   * The most images about which the plan asks whether other accounts use them. It takes a call for
   * each, and EC2 allows 20 in a second; if there are more, the deletion asks, one by one.
   */
  private static final int ASKED_ABOUT = 100;

  private final SurveyActivities surveys = ActivityStubs.looks(SurveyActivities.class);
  private final UseSurvey survey =
      new UseSurvey(
          ActivityStubs.looks(UseActivities.class),
          ActivityStubs.looks(CatalogActivities.class),
          ActivityStubs.looks(RegistryActivities.class));

  @Override
  public Plan planRetirement(Query query) {
    List<Region> regions = survey.regions(query.home(), query.regions());
    List<Region> scope = query.regions().isEmpty() ? regions : query.regions();
    SurveyActivities.Survey found =
        surveys.surveyImages(
            new SurveyActivities.SurveyQuery(
                scope, regions, query.regions(), query.names(), query.retention(), MOST));
    survey.note(found.notes());
    return query
        .retention()
        .map(retention -> unneeded(found, Set.copyOf(scope), retention, query.registry()))
        .orElseGet(() -> named(found, query));
  }

  private Plan named(SurveyActivities.Survey found, Query query) {
    List<OwnedImage> images = found.images();
    KnownUses known = KnownUses.NONE;
    if (found.problems().isEmpty()) {
      known = survey.channels(images, query.registry());
    }
    if (query.withUses() && found.problems().isEmpty()) {
      known = known.and(survey.uses(images)).and(survey.usesByOthers(images));
    }
    List<OwnedImage> all = Stream.concat(images.stream(), found.around().stream()).toList();
    return plan(
        found, Candidate.of(images, query.withUses() ? all : List.of(), known), List.of(), false);
  }

  /**
   * Asks about uses by other accounts last, and only for images that would be deleted: each answer
   * takes minutes.
   */
  private Plan unneeded(
      SurveyActivities.Survey found,
      Set<Region> scope,
      Retention retention,
      Optional<RegistryLocation> registry) {
    List<OwnedImage> old = found.images();
    Retention keepingUsed = retention.keepingOnlyUsed();
    KnownUses known = survey.channels(old, registry).and(survey.uses(old));
    List<OwnedImage> likely = UnusedImages.among(old, scope, known, keepingUsed).unused();
    boolean later = likely.size() > ASKED_ABOUT;
    if (!later) {
      known = known.and(survey.usesByOthers(likely));
    }
    survey.note(known);
    UnusedImages unused = UnusedImages.among(old, scope, known, keepingUsed);
    return plan(
        found, Candidate.of(unused.unused(), List.of(), KnownUses.NONE), unused.kept(), later);
  }

  private Plan plan(
      SurveyActivities.Survey found,
      List<Candidate> candidates,
      List<KeptImage> inUse,
      boolean othersLater) {
    List<OwnedImage> all = Stream.concat(found.images().stream(), found.around().stream()).toList();
    Savings savings =
        Savings.of(
            all,
            candidates.stream().map(Candidate::image).toList(),
            found.orphans(),
            Prices.US_EAST_1);
    return new Plan(
        candidates,
        Stream.concat(inUse.stream(), found.kept().stream()).toList(),
        found.orphans(),
        savings,
        found.problems(),
        survey.notes(),
        found.more() + found.moreOrphans(),
        found.keptCount() + inUse.size(),
        othersLater);
  }
}
