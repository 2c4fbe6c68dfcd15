package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermissionModifications;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** Who may read the snapshots of an image, and so copy it to their own account or region. */
final class VolumePermissions {
  private final AwsCalls aws;

  VolumePermissions(AwsCalls aws) {
    this.aws = aws;
  }

  /** Snapshots cannot be shared with organizations. */
  static boolean canHave(Grantee grantee) {
    return switch (grantee.kind()) {
      case PUBLIC, ACCOUNT -> true;
      case ORGANIZATION, ORGANIZATIONAL_UNIT -> false;
    };
  }

  /** The accounts that may read all of the snapshots. */
  List<Grantee> readAll(Region region, List<String> snapshots) {
    List<Grantee> common = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      List<Grantee> ofOne = read(region, snapshots.get(i));
      if (i == 0) {
        common.addAll(ofOne);
      } else {
        common.retainAll(ofOne);
      }
    }
    return common;
  }

  /** The accounts that may read some of the snapshots. */
  List<Grantee> readAny(Region region, List<String> snapshots) {
    return snapshots.stream()
        .flatMap(snapshot -> read(region, snapshot).stream())
        .distinct()
        .toList();
  }

  /** The accounts that may read one snapshot. */
  List<Grantee> read(Region region, String snapshot) {
    DescribeSnapshotAttributeRequest request =
        DescribeSnapshotAttributeRequest.builder()
            .snapshotId(snapshot)
            .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
            .build();
    try {
      return aws
          .ec2()
          .raw(region, "DescribeSnapshotAttribute", ec2 -> ec2.describeSnapshotAttribute(request))
          .createVolumePermissions()
          .stream()
          .flatMap(permission -> grantee(permission).stream())
          .toList();
    } catch (SdkException refused) {
      int attempt = Grace.attempt();
      throw Grace.failure("DescribeSnapshotAttribute", region, attempt, refused);
    }
  }

  private static Optional<Grantee> grantee(CreateVolumePermission permission) {
    return permission.group() == PermissionGroup.ALL
        ? Optional.of(Grantee.PUBLIC)
        : Optional.ofNullable(permission.userId()).map(Grantee::new);
  }

  void change(Region region, String snapshot, Change change, List<Grantee> grantees) {
    List<CreateVolumePermission> permissions =
        grantees.stream().map(VolumePermissions::permission).toList();
    CreateVolumePermissionModifications modifications =
        switch (change) {
          case GRANT -> CreateVolumePermissionModifications.builder().add(permissions).build();
          case REVOKE -> CreateVolumePermissionModifications.builder().remove(permissions).build();
        };
    ModifySnapshotAttributeRequest request =
        ModifySnapshotAttributeRequest.builder()
            .snapshotId(snapshot)
            .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
            .createVolumePermission(modifications)
            .build();
    aws.ec2().raw(region, "ModifySnapshotAttribute", ec2 -> ec2.modifySnapshotAttribute(request));
  }

  private static CreateVolumePermission permission(Grantee grantee) {
    return grantee.equals(Grantee.PUBLIC)
        ? CreateVolumePermission.builder().group(PermissionGroup.ALL).build()
        : CreateVolumePermission.builder().userId(grantee.value()).build();
  }
}
