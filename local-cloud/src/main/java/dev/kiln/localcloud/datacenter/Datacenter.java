package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.machine.MachineRoom;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;

/**
 * The resources, for all actions: finds those that a caller may see, and refuses the others with
 * AWS's errors.
 */
public final class Datacenter {
  private static final Duration TERMINATED_SHOWN = Duration.ofHours(1);

  private final LocalCloudSettings settings;
  private final Conditions conditions;
  private final Store store;
  private final InstantSource clock;
  private final MachineRoom room;
  private final Vendors vendors;
  private final Visibility visibility;
  private final Cleanup cleanup;

  public Datacenter(
      LocalCloudSettings settings,
      Store store,
      InstantSource clock,
      MachineRoom room,
      Conditions conditions) {
    this.settings = settings;
    this.conditions = conditions;
    this.store = store;
    this.clock = clock;
    this.room = room;
    this.vendors = new Vendors(room::machines, conditions);
    this.cleanup = new Cleanup(store, room, clock);
    this.visibility = new Visibility(settings.lag(), clock);
  }

  public LocalCloudSettings settings() {
    return settings;
  }

  /** What the accounts lack or have. */
  public Conditions conditions() {
    return conditions;
  }

  public Store store() {
    return store;
  }

  public MachineRoom room() {
    return room;
  }

  public Vendors vendors() {
    return vendors;
  }

  public Cleanup cleanup() {
    return cleanup;
  }

  public Instant now() {
    return clock.instant();
  }

  /** The caller's instance of an id. */
  public StoredInstance instance(Call call, String id) {
    return store
        .find(StoredInstance.class, id)
        .filter(found -> found.place().equals(call.place()))
        .filter(this::isShown)
        .filter(found -> !visibility.hides(call.action(), id, found.createdAt()))
        .orElseThrow(() -> Kind.INSTANCE.notFound(id));
  }

  /** The caller's instances, without those that ended over an hour ago. */
  public Stream<StoredInstance> instances(Call call) {
    return store.all(StoredInstance.class).stream()
        .filter(one -> one.place().equals(call.place()))
        .filter(this::isShown)
        .filter(one -> !visibility.hides(call.action(), one.id(), one.createdAt()));
  }

  /** The instance with the outage that a reboot beginning now causes. */
  public StoredInstance rebooting(StoredInstance instance) {
    Instant back = now().plus(settings.delays().instanceStart()).plus(settings.delays().agent());
    return instance.withOutage(Optional.of(new StoredInstance.Outage(now(), back)));
  }

  private boolean isShown(StoredInstance instance) {
    Instant shownUntil = instance.life().startOf("terminated").orElse(now()).plus(TERMINATED_SHOWN);
    return !instance.life().is("terminated", now()) || now().isBefore(shownUntil);
  }

  /** An image that the caller may use: its own, a public one, or one shared with it. */
  public StoredImage image(Call call, String id) {
    return image(call, call.place().region(), id);
  }

  public StoredImage image(Call call, String region, String id) {
    return store
        .find(StoredImage.class, id)
        .filter(found -> found.place().region().equals(region))
        .filter(found -> mayUse(call.place().account(), found))
        .filter(found -> !visibility.hides(call.action(), id, found.createdAt()))
        .or(() -> vendors.find(region, id))
        .orElseThrow(() -> Kind.IMAGE.notFound(id));
  }

  /** An image that the caller may change. */
  public StoredImage ownImage(Call call, @Nullable String id) {
    if (id == null) {
      throw AwsFailure.missing("ImageId");
    }
    StoredImage image = image(call, id);
    if (!image.place().equals(call.place())) {
      throw new AwsFailure(400, "AuthFailure", "Not authorized for image:" + id);
    }
    return image;
  }

  /** All images that the caller may use. */
  public Stream<StoredImage> images(Call call) {
    return Stream.concat(
        vendors.images(call.place().region()),
        stored(call).filter(one -> mayUse(call.place().account(), one)));
  }

  /** The caller's own images; unlike {@link #images} it does not look at the machines. */
  public Stream<StoredImage> ownImages(Call call) {
    return stored(call).filter(one -> one.place().equals(call.place()));
  }

  private Stream<StoredImage> stored(Call call) {
    return store.all(StoredImage.class).stream()
        .filter(one -> one.place().region().equals(call.place().region()))
        .filter(one -> !visibility.hides(call.action(), one.id(), one.createdAt()));
  }

  public static boolean mayUse(String account, StoredImage image) {
    return image.place().account().equals(account)
        || image.isPublic()
        || image.permissions().stream().anyMatch(one -> account.equals(one.userId()));
  }

  /** The caller's own snapshot of an id. */
  public StoredSnapshot snapshot(Call call, String id) {
    return store
        .find(StoredSnapshot.class, id)
        .filter(found -> found.place().equals(call.place()))
        .filter(found -> !visibility.hides(call.action(), id, found.createdAt()))
        .orElseThrow(() -> Kind.SNAPSHOT.notFound(id));
  }

  /** Whether a resource is still too new for this call to see it. */
  public boolean hides(Call call, String id, Instant createdAt) {
    return visibility.hides(call.action(), id, createdAt);
  }

  /** The images, in whatever state, that hold a snapshot. */
  public List<StoredImage> holders(String snapshotId) {
    return store.all(StoredImage.class).stream().filter(image -> holds(image, snapshotId)).toList();
  }

  /** A plain loop: a deletion asks this of every image of the account. */
  private static boolean holds(StoredImage image, String snapshotId) {
    for (BlockDeviceMapping device : image.body().blockDeviceMappings()) {
      if (device.ebs() != null && snapshotId.equals(device.ebs().snapshotId())) {
        return true;
      }
    }
    return false;
  }

  public static Stream<String> snapshots(StoredImage image) {
    return image.body().blockDeviceMappings().stream()
        .flatMap(device -> Optional.ofNullable(device.ebs()).stream())
        .flatMap(ebs -> Optional.ofNullable(ebs.snapshotId()).stream());
  }
}
