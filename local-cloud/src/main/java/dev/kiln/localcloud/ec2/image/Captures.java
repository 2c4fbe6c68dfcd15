package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Blocks;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.machine.Layer;
import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the writable layer of an instance into the content of an image. The image stays pending
 * until the capture is done, even past the configured delay, since it has no content before.
 */
public final class Captures {
  private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

  private final Datacenter datacenter;
  private final Store store;

  public Captures(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  /** Takes the layer in the background. */
  void begin(StoredImage image, StoredInstance instance, boolean reboot) {
    datacenter
        .room()
        .afterwards(
            instance.id(),
            machines -> {
              try {
                take(machines, image, instance, reboot);
              } catch (IOException failed) {
                if (datacenter.room().isClosed()) {
                  return;
                }
                LOG.warn("event=capture-failed image={} instance={}", image.id(), instance.id());
                fail(image.id(), String.valueOf(failed.getMessage()));
              }
            });
  }

  /**
   * Repeats the captures that were unfinished when the process ended; a repeated capture has the
   * same result.
   */
  public void resume() {
    for (StoredImage image : store.all(StoredImage.class)) {
      image
          .captureOf()
          .flatMap(id -> store.find(StoredInstance.class, id))
          .ifPresent(instance -> begin(image, instance, false));
    }
  }

  private void take(Machines machines, StoredImage image, StoredInstance instance, boolean reboot)
      throws IOException {
    List<LayerId> below = instance.layers().stream().map(LayerId::new).toList();
    machines.create(instance.id(), below);
    if (reboot) {
      machines.stop(instance.id());
    }
    datacenter
        .room()
        .keepingLayers(
            () -> {
              Layer layer = machines.capture(instance.id());
              List<String> layers = new ArrayList<>(instance.layers());
              layers.add(layer.id().value());
              store.transaction(() -> finish(image.id(), layers, layer.bytes()));
            });
  }

  private Optional<StoredImage> finish(String imageId, List<String> layers, long bytes) {
    Optional<StoredImage> image = store.find(StoredImage.class, imageId);
    image.ifPresent(
        found -> {
          Instant end = later(found.createdAt().plus(datacenter.settings().delays().image()));
          long below = belowBytes(found);
          root(found)
              .ifPresent(
                  snapshot ->
                      store.put(
                          snapshot
                              .captured(layers, bytes, below + Blocks.stored(bytes))
                              .withLife(snapshot.life().then(end, "completed"))));
          store.put(found.captured(layers).withLife(found.life().then(end, "available")));
        });
    return image;
  }

  private Instant later(Instant planned) {
    Instant now = datacenter.now();
    return planned.isBefore(now) ? now : planned;
  }

  /** The bytes of all layers that the source image had above its base. */
  private long belowBytes(StoredImage image) {
    return Optional.ofNullable(image.body().sourceImageId())
        .flatMap(id -> store.find(StoredImage.class, id))
        .flatMap(this::root)
        .flatMap(snapshot -> Optional.ofNullable(snapshot.body().fullSnapshotSizeInBytes()))
        .orElse(0L);
  }

  private Optional<StoredSnapshot> root(StoredImage image) {
    return image.body().blockDeviceMappings().stream()
        .filter(device -> image.body().rootDeviceName().equals(device.deviceName()))
        .flatMap(device -> store.find(StoredSnapshot.class, device.ebs().snapshotId()).stream())
        .findFirst();
  }

  private void fail(String imageId, String why) {
    Reason reason = new Reason("Server.InternalError", "Server.InternalError: " + why);
    store.transaction(
        () -> {
          Optional<StoredImage> image = store.find(StoredImage.class, imageId);
          image.ifPresent(
              found -> {
                root(found)
                    .ifPresent(
                        snapshot ->
                            store.put(snapshot.withLife(Lifecycle.of("error").because(reason))));
                store.put(
                    found
                        .captured(found.layers())
                        .withLife(Lifecycle.of("failed").because(reason)));
              });
          return image;
        });
  }
}
