package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.RegionSettings;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.datacenter.Tokens;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.Regions;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.CopyImageResponse;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * CopyImage: within a region or between regions. It never copies launch permissions, and copies
 * tags only if asked.
 */
final class CopyImage {
  private static final Set<String> TAGGED = Set.of("image", "snapshot");

  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;
  private final Tokens tokens;
  private final RegionSettings region;

  CopyImage(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
    this.tokens = new Tokens(store);
    this.region = new RegionSettings(datacenter);
  }

  SdkPojo answer(Call call, CopyImageRequest request) {
    Optional<List<String>> earlier = tokens.earlier(call);
    String id = earlier.isPresent() ? earlier.get().get(0) : begin(call, request);
    return CopyImageResponse.builder().imageId(id).build();
  }

  private String begin(Call call, CopyImageRequest request) {
    StoredImage source = source(call, request);
    String name = ImageNames.free(store, call, request.name());
    ImageNames.description(request.description());
    quota(call.place());
    StoredImage image = store.put(copied(call, request, source, name));
    if (Boolean.TRUE.equals(request.copyImageTags())) {
      tags.add(call.place(), image.id(), tags.of(call.place(), source.id()));
    }
    tags.give(call, image.id(), request.tagSpecifications(), "image", TAGGED);
    tokens.remember(call, List.of(image.id()));
    return image.id();
  }

  /** The parts that all snapshots of one copy share. */
  private record Copy(
      Call call,
      CopyImageRequest request,
      StoredImage source,
      String imageId,
      CopyKey key,
      Lifecycle life) {}

  private StoredImage copied(Call call, CopyImageRequest request, StoredImage source, String name) {
    CopyKey key = CopyKey.of(call, request, source, region.encryptsByDefault(call.place()));
    Lifecycle life = life(call, key);
    String id = Ids.random("ami");
    Copy copy = new Copy(call, request, source, id, key, life);
    List<BlockDeviceMapping> devices =
        source.body().blockDeviceMappings().stream()
            .map(device -> device.ebs() == null ? device : snapshot(copy, device))
            .toList();
    Image body =
        source.body().toBuilder()
            .imageId(id)
            .name(name)
            .imageLocation(call.place().account() + "/" + name)
            .description(request.description() == null ? "" : request.description())
            .ownerId(call.place().account())
            .imageOwnerAlias(null)
            .creationDate(datacenter.now().toString())
            .deregistrationProtection("disabled")
            .lastLaunchedTime(null)
            .sourceImageId(source.id())
            .sourceImageRegion(source.place().region())
            .sourceInstanceId(null)
            .blockDeviceMappings(devices)
            .build();
    return new StoredImage(
        call.place(),
        body,
        life,
        datacenter.now(),
        source.layers(),
        source.executes(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private StoredImage source(Call call, CopyImageRequest request) {
    String region = Optional.ofNullable(request.sourceRegion()).orElse("");
    String id = Optional.ofNullable(request.sourceImageId()).orElse("");
    if (!Regions.exists(region)) {
      throw AwsFailure.invalidValue("Invalid source region: '" + region + "'");
    }
    StoredImage source = datacenter.image(call, region, id);
    if (!source.life().is("available", datacenter.now())) {
      throw AwsFailure.refused(
          "InvalidRequest",
          "Image %s is not available: it is %s"
              .formatted(id, source.life().at(datacenter.now()).state()));
    }
    return source;
  }

  private void quota(Place place) {
    long pending =
        store.all(StoredImage.class).stream()
            .filter(image -> image.place().equals(place))
            .filter(image -> image.captureOf().isEmpty())
            .filter(image -> image.body().sourceInstanceId() == null)
            .filter(image -> image.life().is("pending", datacenter.now()))
            .count();
    int limit = datacenter.settings().quotas().concurrentCopies();
    if (pending >= limit) {
      throw AwsFailure.refused(
          "ResourceLimitExceeded",
          "Too many snapshot copies in progress. The limit is %d for this destination region."
              .formatted(limit));
    }
  }

  /** As in AWS, a copy with an unusable key fails late: the call itself succeeds. */
  private Lifecycle life(Call call, CopyKey key) {
    Instant end = datacenter.now().plus(datacenter.settings().delays().copy());
    Lifecycle pending = Lifecycle.of("pending");
    Optional<Fault> fails = call.stateFault(Fault.When.IMAGE_FAILS);
    if (call.stateFault(Fault.When.PENDING_FOREVER).isPresent()) {
      return pending;
    } else if (fails.isPresent()) {
      return pending.then(end, "failed", Optional.of(CreateImage.reason(fails.get())));
    } else if (!key.usable()) {
      Reason reason =
          new Reason("Server.InternalError", "Copy image failed with an internal error.");
      return pending.then(end, "failed", Optional.of(reason));
    }
    return pending.then(end, "available");
  }

  private static Lifecycle snapshotLife(Lifecycle image) {
    Lifecycle life = Lifecycle.of("pending");
    for (Lifecycle.Step step : image.steps()) {
      life =
          step.state().equals("available")
              ? life.then(step.at(), "completed")
              : life.then(
                  step.at(),
                  "error",
                  Optional.of(
                      new Reason("Client.InvalidKmsKey", "Given key ID is not accessible")));
    }
    return life;
  }

  private BlockDeviceMapping snapshot(Copy copy, BlockDeviceMapping device) {
    StoredSnapshot snapshot = store.put(snapshot(copy, device.ebs()));
    tags.give(copy.call(), snapshot.id(), copy.request().tagSpecifications(), "snapshot", TAGGED);
    EbsBlockDevice ebs =
        device.ebs().toBuilder()
            .snapshotId(snapshot.id())
            .encrypted(copy.key().encrypted())
            .kmsKeyId(copy.key().arn().orElse(null))
            .build();
    return device.toBuilder().ebs(ebs).build();
  }

  private StoredSnapshot snapshot(Copy copy, EbsBlockDevice ebs) {
    Optional<StoredSnapshot> below =
        store.find(StoredSnapshot.class, String.valueOf(ebs.snapshotId()));
    Snapshot body =
        Snapshot.builder()
            .snapshotId(Ids.random("snap"))
            .volumeId("vol-ffffffff")
            .volumeSize(ebs.volumeSize())
            .ownerId(copy.call().place().account())
            .startTime(datacenter.now())
            .encrypted(copy.key().encrypted())
            .kmsKeyId(copy.key().arn().orElse(null))
            .storageTier("standard")
            .fullSnapshotSizeInBytes(
                below.map(one -> one.body().fullSnapshotSizeInBytes()).orElse(null))
            .description(
                "Copied for DestinationAmi %s from SourceAmi %s for SourceSnapshot %s."
                    .formatted(copy.imageId(), copy.source().id(), ebs.snapshotId()))
            .build();
    return new StoredSnapshot(
        copy.call().place(),
        body,
        snapshotLife(copy.life()),
        datacenter.now(),
        copy.source().layers(),
        below.map(StoredSnapshot::changedBytes).orElse(0L),
        List.of());
  }
}
