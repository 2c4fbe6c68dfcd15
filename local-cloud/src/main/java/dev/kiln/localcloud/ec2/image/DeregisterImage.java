package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotReturnCode;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;

/** DeregisterImage, with the image's snapshots if the caller asks for it. */
final class DeregisterImage {
  private final Datacenter datacenter;
  private final RecycleBin bin;

  DeregisterImage(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.bin = new RecycleBin(datacenter);
  }

  SdkPojo answer(Call call, DeregisterImageRequest request) {
    StoredImage image = datacenter.ownImage(call, request.imageId());
    if (!ImageStates.UNPROTECTED.equals(image.body().deregistrationProtection())) {
      throw AwsFailure.refused(
          "OperationNotPermitted",
          "The image '%s' has deregistration protection enabled; disable it first."
              .formatted(image.id()));
    }
    List<String> snapshots = Datacenter.snapshots(image).toList();
    bin.delete(image);
    List<DeleteSnapshotReturnCode> results =
        Boolean.TRUE.equals(request.deleteAssociatedSnapshots())
            ? snapshots.stream().map(this::deleted).toList()
            : List.of();
    return DeregisterImageResponse.builder()
        .returnValue(true)
        .deleteSnapshotResults(results)
        .build();
  }

  private DeleteSnapshotReturnCode deleted(String id) {
    boolean used = !datacenter.holders(id).isEmpty();
    if (!used) {
      datacenter.store().find(StoredSnapshot.class, id).ifPresent(bin::delete);
    }
    return DeleteSnapshotReturnCode.builder()
        .snapshotId(id)
        .returnCode(used ? "skipped" : "success")
        .build();
  }
}
