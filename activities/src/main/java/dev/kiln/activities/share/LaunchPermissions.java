package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Grace;
import dev.kiln.activities.aws.Permission;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.LaunchPermissionModifications;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;

/** Who may start instances of an image. */
final class LaunchPermissions {
  private final AwsCalls aws;

  LaunchPermissions(AwsCalls aws) {
    this.aws = aws;
  }

  List<Grantee> read(RegionalAmi image) {
    DescribeImageAttributeRequest request =
        DescribeImageAttributeRequest.builder()
            .imageId(image.ami().value())
            .attribute(ImageAttributeName.LAUNCH_PERMISSION)
            .build();
    try {
      return aws
          .ec2()
          .raw(image.region(), "DescribeImageAttribute", ec2 -> ec2.describeImageAttribute(request))
          .launchPermissions()
          .stream()
          .flatMap(permission -> grantee(permission).stream())
          .toList();
    } catch (SdkException refused) {
      int attempt = Grace.attempt();
      throw Grace.failure("DescribeImageAttribute", image.region(), attempt, refused);
    }
  }

  private static Optional<Grantee> grantee(LaunchPermission permission) {
    return permission.group() == PermissionGroup.ALL
        ? Optional.of(Grantee.PUBLIC)
        : Stream.of(
                Optional.ofNullable(permission.userId()),
                Optional.ofNullable(permission.organizationArn()),
                Optional.ofNullable(permission.organizationalUnitArn()))
            .flatMap(Optional::stream)
            .findFirst()
            .map(Grantee::new);
  }

  /**
   * One call for any number of receivers. Permissions are a set, so repeating the call is harmless.
   */
  void change(RegionalAmi image, Change change, List<Grantee> grantees) {
    List<LaunchPermission> permissions =
        grantees.stream().map(LaunchPermissions::permission).toList();
    LaunchPermissionModifications modifications =
        switch (change) {
          case GRANT -> LaunchPermissionModifications.builder().add(permissions).build();
          case REVOKE -> LaunchPermissionModifications.builder().remove(permissions).build();
        };
    ModifyImageAttributeRequest request =
        ModifyImageAttributeRequest.builder()
            .imageId(image.ami().value())
            .launchPermission(modifications)
            .build();
    aws.ec2().raw(image.region(), "ModifyImageAttribute", ec2 -> ec2.modifyImageAttribute(request));
  }

  /** Why the worker may not share the image; empty if it may, or if nobody knows. */
  Optional<String> denial(RegionalAmi image, List<Grantee> grantees) {
    List<LaunchPermission> permissions =
        grantees.stream().map(LaunchPermissions::permission).toList();
    ModifyImageAttributeRequest request =
        ModifyImageAttributeRequest.builder()
            .dryRun(true)
            .imageId(image.ami().value())
            .launchPermission(change -> change.add(permissions))
            .build();
    return new Permission(aws)
        .denial(image.region(), "ModifyImageAttribute", ec2 -> ec2.modifyImageAttribute(request));
  }

  private static LaunchPermission permission(Grantee grantee) {
    LaunchPermission.Builder permission = LaunchPermission.builder();
    return switch (grantee.kind()) {
      case PUBLIC -> permission.group(PermissionGroup.ALL).build();
      case ACCOUNT -> permission.userId(grantee.value()).build();
      case ORGANIZATION -> permission.organizationArn(grantee.value()).build();
      case ORGANIZATIONAL_UNIT -> permission.organizationalUnitArn(grantee.value()).build();
    };
  }
}
