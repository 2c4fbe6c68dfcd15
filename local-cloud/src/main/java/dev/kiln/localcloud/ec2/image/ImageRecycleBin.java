package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredDeleted;
import dev.kiln.localcloud.state.StoredImage;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.ImageRecycleBinInfo;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.RestoreImageFromRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.RestoreImageFromRecycleBinResponse;

/** The deleted images in the recycle bin, and their way back. */
final class ImageRecycleBin {
  private final RecycleBin bin;
  private final Store store;

  ImageRecycleBin(Datacenter datacenter) {
    this.bin = new RecycleBin(datacenter);
    this.store = datacenter.store();
  }

  SdkPojo list(Call call, ListImagesInRecycleBinRequest request) {
    List<ImageRecycleBinInfo> found =
        bin.contents(call)
            .filter(one -> request.imageIds().isEmpty() || request.imageIds().contains(one.id()))
            .flatMap(one -> one.image().map(image -> info(one, image)).stream())
            .toList();
    Page<ImageRecycleBinInfo> page =
        Page.of(found, ImageRecycleBinInfo::imageId, request.maxResults(), request.nextToken());
    return ListImagesInRecycleBinResponse.builder()
        .images(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static ImageRecycleBinInfo info(StoredDeleted deleted, StoredImage image) {
    return ImageRecycleBinInfo.builder()
        .imageId(image.id())
        .name(image.body().name())
        .description(image.body().description())
        .recycleBinEnterTime(deleted.enteredAt())
        .recycleBinExitTime(deleted.exitAt())
        .build();
  }

  SdkPojo restore(Call call, RestoreImageFromRecycleBinRequest request) {
    StoredDeleted found = bin.find(call, Kind.IMAGE, request.imageId());
    StoredImage image = found.image().orElseThrow(() -> Kind.IMAGE.notFound(found.id()));
    ImageNames.free(store, call, image.body().name());
    store.remove(found);
    store.put(image);
    return RestoreImageFromRecycleBinResponse.builder().returnValue(true).build();
  }
}
