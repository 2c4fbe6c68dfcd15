package dev.kiln.activities.retire;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.retire.NamedImages;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.RetireRound;
import dev.kiln.workflows.retire.SurveyActivities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads images region by region, and keeps of them what matters to a deletion. */
public final class Ec2SurveyActivities implements SurveyActivities {
  private final OwnedImages images;

  public Ec2SurveyActivities(AwsCalls aws) {
    this.images = new OwnedImages(aws);
  }

  @Override
  public SurveyActivities.Survey surveyImages(SurveyActivities.SurveyQuery query) {
    return query.retention().isPresent() ? unused(query) : named(query);
  }

  private SurveyActivities.Survey unused(SurveyActivities.SurveyQuery query) {
    RegionReadings readings = new RegionReadings(query.asked());
    List<OwnedImage> all = readings.of(query.regions(), images::list);
    Set<Region> scope = Set.copyOf(query.scope());
    var retention = query.retention().orElseThrow();
    RetireRound round = RetireRound.of(all, scope, retention, query.most());
    Set<String> held =
        all.stream().flatMap(image -> image.snapshots().stream()).collect(Collectors.toSet());
    List<OrphanSnapshot> orphans =
        retention.snapshots()
            ? readings.of(query.scope(), region -> images.orphans(region, held)).stream()
                .filter(retention::allowsDeletionOf)
                .toList()
            : List.of();
    return new SurveyActivities.Survey(
        images.sized(round.images()),
        round.more(),
        images.sized(round.bases(all)),
        round.kept(),
        round.keptCount(),
        orphans.stream().limit(query.most()).toList(),
        Math.max(0, orphans.size() - query.most()),
        List.of(),
        readings.notes());
  }

  private SurveyActivities.Survey named(SurveyActivities.SurveyQuery query) {
    RegionReadings readings = new RegionReadings(query.asked());
    List<OwnedImage> fitting = readings.of(query.scope(), region -> fitting(region, query.names()));
    NamedImages named = NamedImages.among(fitting, query.names());
    if (!named.problems().isEmpty()) { // a suggestion needs the names of all
      named = NamedImages.among(readings.of(query.scope(), images::list), query.names());
    }
    List<OwnedImage> found = named.images();
    List<OwnedImage> around =
        named.problems().isEmpty()
            ? readings.of(query.regions(), region -> around(region, found))
            : List.of();
    return new SurveyActivities.Survey(
        images.sized(found),
        0,
        images.sized(around),
        List.of(),
        0,
        List.of(),
        0,
        named.problems(),
        readings.notes());
  }

  /** The images with any of the ids or names, as {@link NamedImages} understands them. */
  private List<OwnedImage> fitting(Region region, List<String> words) {
    Map<Boolean, List<String>> byForm =
        words.stream().collect(Collectors.partitioningBy(word -> word.startsWith("ami-")));
    List<String> ids = byForm.getOrDefault(true, List.of());
    List<String> names = byForm.getOrDefault(false, List.of());
    return Stream.of(
            FilterValues.read("image-id", ids, these -> images.list(region, these)),
            FilterValues.read("name", literal(names), these -> images.list(region, these)),
            FilterValues.read(
                "tag:" + ImageTags.NAME, literal(names), these -> images.list(region, these)))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** In a filter, {@code *} and {@code ?} stand for anything. */
  private static List<String> literal(List<String> names) {
    return names.stream().map(name -> name.replaceAll("[*?\\\\]", "\\\\$0")).toList();
  }

  /** The images that were built on these, and those in their region that these were built on. */
  private List<OwnedImage> around(Region region, Collection<OwnedImage> these) {
    Set<RegionalAmi> known = these.stream().map(OwnedImage::image).collect(Collectors.toSet());
    Set<OwnedImage> around =
        new LinkedHashSet<>(dependents(region, these.stream().map(OwnedImage::image).toList()));
    List<String> bases =
        these.stream()
            .filter(image -> image.image().region().equals(region))
            .flatMap(image -> image.base().stream())
            .map(AmiId::value)
            .toList();
    around.addAll(FilterValues.read("image-id", bases, ids -> images.list(region, ids)));
    return around.stream().filter(image -> !known.contains(image.image())).toList();
  }

  private List<OwnedImage> dependents(Region region, List<RegionalAmi> these) {
    Set<AmiId> wanted = these.stream().map(RegionalAmi::ami).collect(Collectors.toSet());
    List<OwnedImage> found = new ArrayList<>();
    found.addAll(
        FilterValues.read(
            "tag:" + ImageTags.BASE_AMI,
            wanted.stream().map(AmiId::value).sorted().toList(),
            bases -> images.list(region, bases)));
    images.list(region, filter("state", "pending")).stream()
        .filter(image -> wanted.stream().anyMatch(image::needs))
        .forEach(found::add);
    return found.stream().distinct().toList();
  }

  @Override
  public SurveyActivities.Recheck recheckImages(SurveyActivities.RecheckQuery query) {
    RegionReadings readings = new RegionReadings(query.asked());
    List<OwnedImage> there =
        readings.of(
            query.asked(),
            region ->
                FilterValues.read(
                    "image-id",
                    query.images().stream()
                        .filter(image -> image.region().equals(region))
                        .map(image -> image.ami().value())
                        .toList(),
                    ids -> images.list(region, ids)));
    return new SurveyActivities.Recheck(
        there.stream().map(OwnedImage::image).toList(),
        readings.of(query.regions(), region -> dependents(region, query.images())));
  }
}
