package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.ImageBodies;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.RegisterImageResponse;

/** RegisterImage: an image of an existing snapshot. */
final class RegisterImage {
  private final Datacenter datacenter;
  private final Store store;

  RegisterImage(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  SdkPojo answer(Call call, RegisterImageRequest request) {
    String name = ImageNames.free(store, call, request.name());
    ImageNames.withinQuota(datacenter, call);
    String root = Optional.ofNullable(request.rootDeviceName()).orElse(ImageBodies.ROOT);
    StoredSnapshot snapshot = rootSnapshot(call, request, root);
    String architecture = Optional.ofNullable(request.architectureAsString()).orElse("x86_64");
    String id = Ids.random("ami");
    Image body =
        ImageBodies.completed(
            Image.builder()
                .imageId(id)
                .name(name)
                .description(ImageNames.description(request.description()))
                .ownerId(call.place().account())
                .architecture(architecture)
                .creationDate(datacenter.now().toString())
                .imdsSupport(request.imdsSupportAsString())
                .rootDeviceName(root)
                .blockDeviceMappings(request.blockDeviceMappings()));
    store.put(
        new StoredImage(
            call.place(),
            body,
            Lifecycle.of("available"),
            datacenter.now(),
            snapshot.layers(),
            !snapshot.layers().isEmpty() && datacenter.vendors().runs(architecture),
            List.of(),
            Optional.empty(),
            Optional.empty()));
    new Tags(store).give(call, id, request.tagSpecifications(), "image", CreateImage.TAGGED);
    return RegisterImageResponse.builder().imageId(id).build();
  }

  private StoredSnapshot rootSnapshot(Call call, RegisterImageRequest request, String root) {
    return request.blockDeviceMappings().stream()
        .filter(device -> root.equals(device.deviceName()) && device.ebs() != null)
        .flatMap(device -> Optional.ofNullable(device.ebs().snapshotId()).stream())
        .findFirst()
        .map(id -> datacenter.snapshot(call, id))
        .orElseThrow(
            () ->
                AwsFailure.refused(
                    "InvalidRequest", "The root device " + root + " needs a snapshot."));
  }
}
