package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.NamedImages;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.Retention;
import dev.kiln.model.retire.RetireRound;
import dev.kiln.workflows.FailureType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Images and their uses, in memory; it remembers every change. */
public final class InMemoryImages implements UseActivities, RetireActivities, SurveyActivities {
  public final List<OwnedImage> images = new CopyOnWriteArrayList<>();
  public final List<ImageUse> uses = new CopyOnWriteArrayList<>();
  public final List<ImageUse> channels = new CopyOnWriteArrayList<>();

  /** Why the registry cannot be read. */
  public volatile Optional<String> unreadable = Optional.empty();

  /** How many unused images are shown at once. */
  public volatile int aRound = Integer.MAX_VALUE;

  public final List<OrphanSnapshot> orphans = new CopyOnWriteArrayList<>();
  public final List<RetireActivities.Recoverable> recycleBin = new CopyOnWriteArrayList<>();
  public final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile CountDownLatch held = new CountDownLatch(0);

  @Override
  public List<OwnedImage> listOwnedImages(Region region) {
    return images.stream().filter(image -> image.image().region().equals(region)).toList();
  }

  @Override
  public Survey surveyImages(SurveyQuery query) {
    List<OwnedImage> inScope =
        images.stream().filter(one -> query.scope().contains(one.image().region())).toList();
    if (query.retention().isEmpty()) {
      NamedImages named = NamedImages.among(inScope, query.names());
      List<OwnedImage> around =
          images.stream().sorted(Comparator.comparing(one -> one.image().region())).toList();
      return new Survey(
          named.images(), 0, around, List.of(), 0, List.of(), 0, named.problems(), List.of());
    }
    Retention retention = query.retention().get();
    RetireRound round =
        RetireRound.of(
            images, Set.copyOf(query.scope()), retention, Math.min(aRound, query.most()));
    return new Survey(
        round.images(),
        round.more(),
        round.bases(images),
        round.kept(),
        round.keptCount(),
        orphans.stream().filter(retention::allowsDeletionOf).toList(),
        0,
        List.of(),
        List.of());
  }

  @Override
  public Recheck recheckImages(RecheckQuery query) {
    return new Recheck(images.stream().map(OwnedImage::image).toList(), images);
  }

  @Override
  public List<ImageUse> findUses(Region region, List<AmiId> amis) {
    return uses.stream().filter(use -> amis.contains(use.image())).toList();
  }

  List<ImageUse> channelUses(Optional<RegistryLocation> registry, List<RegionalAmi> wanted) {
    if (unreadable.isPresent()) {
      throw FailureType.INVALID_REQUEST.failure(unreadable.get());
    }
    return channels.stream()
        .filter(use -> wanted.contains(new RegionalAmi(use.region(), use.image())))
        .toList();
  }

  @Override
  public Optional<String> requestUsageReport(RegionalAmi image, String token) {
    return Optional.empty();
  }

  @Override
  public List<ImageUse> awaitUsageReport(RegionalAmi image, String report) {
    return List.of();
  }

  /** From now on deregistering waits for {@link #goOn}. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void goOn() {
    held.countDown();
  }

  /** Returns once an image is being deregistered. */
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public RetireActivities.Deregistered deregisterImage(RegionalAmi image) {
    begun.countDown();
    try {
      held.await();
    } catch (InterruptedException workerStopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("this worker is gone", workerStopped);
    }
    done.add("delete " + image.ami());
    images.removeIf(one -> one.image().equals(image));
    return new RetireActivities.Deregistered(true, List.of());
  }

  @Override
  public List<RetireWorkflow.SnapshotFate> removeSnapshots(Region region, List<String> snapshots) {
    return snapshots.stream().map(RetireWorkflow.SnapshotFate::gone).toList();
  }

  @Override
  public List<RetireActivities.Recoverable> findRecoverable(Region region, List<AmiId> deleted) {
    return List.copyOf(recycleBin);
  }

  @Override
  public void deprecateImage(RegionalAmi image, Instant at) {
    done.add("deprecate " + image.ami() + " at " + at);
  }

  @Override
  public void disableImage(RegionalAmi image) {
    done.add("disable " + image.ami());
  }

  @Override
  public void enableImage(RegionalAmi image) {
    done.add("enable " + image.ami());
  }
}
