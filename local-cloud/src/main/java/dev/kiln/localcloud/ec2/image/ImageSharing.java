package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.RegionSettings;
import dev.kiln.localcloud.datacenter.SharingRules;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;

/** Who may launch an image: set semantics, and the reasons for which AWS refuses to share. */
final class ImageSharing {
  private static final Pattern ORGANIZATION =
      Pattern.compile("arn:aws:organizations::[0-9]{12}:organization/o-[a-z0-9]{10,32}");
  private static final Pattern UNIT =
      Pattern.compile(
          "arn:aws:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}");

  private final Datacenter datacenter;
  private final Store store;

  ImageSharing(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  /** The image with the request's changes. */
  StoredImage changed(Call call, StoredImage image, ModifyImageAttributeRequest request) {
    List<LaunchPermission> add = new ArrayList<>();
    List<LaunchPermission> remove = new ArrayList<>();
    if (request.launchPermission() != null) {
      add.addAll(request.launchPermission().add());
      remove.addAll(request.launchPermission().remove());
    }
    flat(request)
        .forEach("remove".equals(request.operationTypeAsString()) ? remove::add : add::add);
    if (add.isEmpty() && remove.isEmpty()) {
      throw AwsFailure.missing("LaunchPermission");
    }
    add.forEach(ImageSharing::valid);
    remove.forEach(ImageSharing::valid);
    if (!add.isEmpty()) {
      mayShare(image);
    }
    if (add.stream().anyMatch(one -> "all".equals(one.groupAsString())) && !image.isPublic()) {
      mayPublish(call, image);
    }
    List<LaunchPermission> all = new ArrayList<>(image.permissions());
    all.removeAll(remove);
    add.stream().filter(one -> !all.contains(one)).forEach(all::add);
    return image.withPermissions(all);
  }

  private static List<LaunchPermission> flat(ModifyImageAttributeRequest request) {
    List<LaunchPermission> flat = new ArrayList<>();
    request.userIds().forEach(id -> flat.add(LaunchPermission.builder().userId(id).build()));
    request.userGroups().forEach(name -> flat.add(LaunchPermission.builder().group(name).build()));
    request
        .organizationArns()
        .forEach(arn -> flat.add(LaunchPermission.builder().organizationArn(arn).build()));
    request
        .organizationalUnitArns()
        .forEach(arn -> flat.add(LaunchPermission.builder().organizationalUnitArn(arn).build()));
    return flat;
  }

  private static void valid(LaunchPermission one) {
    SharingRules.requireAccount(one.userId());
    SharingRules.require(ORGANIZATION, one.organizationArn());
    SharingRules.require(UNIT, one.organizationalUnitArn());
    if (one.groupAsString() != null && !one.groupAsString().equals("all")) {
      throw SharingRules.invalidItem(one.groupAsString());
    }
  }

  private void mayShare(StoredImage image) {
    boolean byDefaultKey =
        Datacenter.snapshots(image)
            .flatMap(id -> store.find(StoredSnapshot.class, id).stream())
            .anyMatch(SharingRules::isByDefaultKey);
    if (byDefaultKey) {
      throw AwsFailure.refused(
          "InvalidParameter", "Snapshots encrypted with the AWS Managed CMK can't be shared");
    }
    if (image.life().is("disabled", datacenter.now())) {
      throw AwsFailure.refused(
          "InvalidAMIID.Unavailable", "The image ID '" + image.id() + "' is disabled");
    }
  }

  private void mayPublish(Call call, StoredImage image) {
    if (new RegionSettings(datacenter).publicSharing(call.place()).equals(RegionSettings.BLOCKED)) {
      throw AwsFailure.refused(
          "OperationNotPermitted",
          "You can't publicly share this image because block public access for AMIs is enabled for"
              + " this account. To publicly share the image, you must call the"
              + " DisableImageBlockPublicAccess API.");
    }
    boolean encrypted =
        image.body().blockDeviceMappings().stream()
            .anyMatch(d -> d.ebs() != null && Boolean.TRUE.equals(d.ebs().encrypted()));
    if (encrypted) {
      throw AwsFailure.refused(
          "InvalidParameter",
          "Image " + image.id() + " has encrypted snapshots and cannot be public");
    }
    long have =
        store.all(StoredImage.class).stream()
            .filter(one -> one.place().equals(call.place()) && one.isPublic())
            .count();
    int limit = datacenter.settings().quotas().publicImages();
    if (have >= limit) {
      throw AwsFailure.refused(
          "ResourceLimitExceeded",
          "You have reached your quota of %d for the number of public images that you can have in this Region. Deregister unused public images or request an increase in your public AMIs quota."
              .formatted(limit));
    }
  }
}
