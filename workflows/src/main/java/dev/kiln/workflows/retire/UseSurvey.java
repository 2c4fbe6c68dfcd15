package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.KnownUses;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.registry.RegistryActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds our images in all regions, and the uses of some of them. */
final class UseSurvey {
  private final UseActivities look;
  private final CatalogActivities catalog;
  private final RegistryActivities registries;
  private final List<String> notes = new ArrayList<>();

  UseSurvey(UseActivities look, CatalogActivities catalog, RegistryActivities registries) {
    this.look = look;
    this.catalog = catalog;
    this.registries = registries;
  }

  /** The regions of the account, plus {@code asked}. */
  List<Region> regions(Region home, List<Region> asked) {
    TreeSet<Region> regions = new TreeSet<>(catalog.listRegions(home));
    regions.addAll(asked);
    return List.copyOf(regions);
  }

  /**
   * All our images. A region that the account may not read is noted and left out, unless the user
   * named it.
   */
  List<OwnedImage> images(List<Region> regions, Collection<Region> asked) {
    Map<Region, Promise<List<OwnedImage>>> reading = new LinkedHashMap<>();
    regions.forEach(region -> reading.put(region, Async.function(look::listOwnedImages, region)));
    List<OwnedImage> images = new ArrayList<>();
    reading.forEach(
        (region, read) -> {
          try {
            images.addAll(read.get());
          } catch (ActivityFailure failure) {
            if (asked.contains(region) || !FailureType.ACCESS_DENIED.isCauseOf(failure)) {
              throw failure;
            }
            notes.add("could not read " + region + ": " + FailureType.reason(failure));
          }
        });
    return images;
  }

  /** The channels that need the images. If a registry cannot be read, any image may be needed. */
  KnownUses channels(List<OwnedImage> images, Optional<RegistryLocation> registry) {
    if (images.isEmpty()) {
      return KnownUses.NONE;
    }
    List<RegionalAmi> wanted = images.stream().map(OwnedImage::image).toList();
    try {
      return new KnownUses(registries.findChannelUses(registry, wanted), Map.of());
    } catch (ActivityFailure failure) {
      Map<Region, String> unchecked = new TreeMap<>();
      wanted.forEach(image -> unchecked.put(image.region(), FailureType.reason(failure)));
      return new KnownUses(List.of(), unchecked);
    }
  }

  /** Everything in the account that uses the images, and for unreadable regions the reason. */
  KnownUses uses(List<OwnedImage> images) {
    Map<Region, List<AmiId>> byRegion =
        images.stream()
            .collect(
                Collectors.groupingBy(
                    image -> image.image().region(),
                    TreeMap::new,
                    Collectors.mapping(image -> image.image().ami(), Collectors.toList())));
    Map<Region, Promise<List<ImageUse>>> reading = new LinkedHashMap<>();
    byRegion.forEach(
        (region, amis) -> reading.put(region, Async.function(look::findUses, region, amis)));
    List<ImageUse> uses = new ArrayList<>();
    Map<Region, String> unchecked = new TreeMap<>();
    reading.forEach(
        (region, read) -> {
          try {
            uses.addAll(read.get());
          } catch (ActivityFailure failure) {
            unchecked.put(region, FailureType.reason(failure));
          }
        });
    return new KnownUses(uses, unchecked);
  }

  /** The uses by other accounts. This is slow, because the cloud counts them on demand. */
  KnownUses usesByOthers(List<OwnedImage> images) {
    Map<OwnedImage, Promise<List<ImageUse>>> reading = new LinkedHashMap<>();
    images.forEach(image -> reading.put(image, Async.function(this::reported, image)));
    List<ImageUse> uses = new ArrayList<>();
    Map<Region, String> unchecked = new TreeMap<>();
    reading.forEach(
        (image, read) -> {
          try {
            uses.addAll(read.get());
          } catch (ActivityFailure failure) {
            unchecked.put(image.image().region(), FailureType.reason(failure));
          }
        });
    return new KnownUses(uses, unchecked);
  }

  private List<ImageUse> reported(OwnedImage image) {
    String token = Workflow.getInfo().getRunId() + "-" + image.image().ami();
    Optional<String> report = look.requestUsageReport(image.image(), shortened(token));
    return report
        .map(
            id ->
                ActivityStubs.waits(UseActivities.class, image.label())
                    .awaitUsageReport(image.image(), id))
        .orElse(List.of());
  }

  /** EC2 accepts 64 characters. */
  private static String shortened(String token) {
    return token.substring(0, Math.min(token.length(), 64));
  }

  /** Notes the gaps in the known uses. */
  void note(KnownUses known) {
    notes.addAll(known.gaps());
  }

  /** Adds notes in words. */
  void note(List<String> more) {
    notes.addAll(more);
  }

  /** Notes about what could not be read, in words. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
