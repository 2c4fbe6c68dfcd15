package dev.kiln.localcloud.ec2.volume;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The actions on volumes. */
public final class VolumeActions {
  private final Datacenter datacenter;
  private final Store store;
  private final VolumeDescriptions descriptions;

  public VolumeActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.descriptions = new VolumeDescriptions(datacenter);
  }

  public Map<String, Action> all() {
    return Map.of(
        "CreateVolume",
        Action.of(CreateVolumeRequest::builder, new CreateVolume(datacenter)::answer),
        "DescribeVolumes",
        Action.of(DescribeVolumesRequest::builder, this::describe),
        "DeleteVolume",
        Action.of(DeleteVolumeRequest::builder, this::delete));
  }

  private SdkPojo describe(Call call, DescribeVolumesRequest request) {
    Predicate<Volume> filters = Filters.of(request.filters(), Volume.builder());
    List<Volume> all =
        store.all(StoredVolume.class).stream()
            .filter(one -> one.place().equals(call.place()))
            .filter(one -> one.exists(store, datacenter.now()))
            .map(one -> descriptions.of(call, one))
            .toList();
    List<Volume> found =
        Kind.VOLUME.choose(all, Volume::volumeId, request.volumeIds()).stream()
            .filter(filters)
            .toList();
    Page<Volume> page = Page.of(found, Volume::volumeId, request.maxResults(), request.nextToken());
    return DescribeVolumesResponse.builder()
        .volumes(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo delete(Call call, DeleteVolumeRequest request) {
    String id = request.volumeId();
    if (id == null) {
      throw AwsFailure.missing("VolumeId");
    }
    StoredVolume volume =
        Optional.of(id)
            .flatMap(known -> store.find(StoredVolume.class, known))
            .filter(one -> one.place().equals(call.place()))
            .filter(one -> one.exists(store, datacenter.now()))
            .orElseThrow(() -> Kind.VOLUME.notFound(id));
    if (volume.attached(store, datacenter.now())) {
      throw AwsFailure.refused(
          "VolumeInUse",
          "Volume %s is currently attached to %s".formatted(id, volume.instanceId()));
    }
    new Tags(store).forget(call.place(), id);
    store.remove(volume);
    return DeleteVolumeResponse.builder().build();
  }
}
