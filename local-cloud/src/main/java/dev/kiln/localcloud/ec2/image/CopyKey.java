package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.SharingRules;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.kms.KeyArn;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;

/**
 * How a copy is encrypted.
 *
 * @param arn of the key, if it is encrypted at all
 * @param usable whether the key is of the region that the copy goes to
 */
record CopyKey(boolean encrypted, Optional<String> arn, boolean usable) {
  static CopyKey of(
      Call call, CopyImageRequest request, StoredImage source, boolean encryptedByDefault) {
    boolean was =
        source.body().blockDeviceMappings().stream()
            .anyMatch(d -> d.ebs() != null && Boolean.TRUE.equals(d.ebs().encrypted()));
    if (was && Boolean.FALSE.equals(request.encrypted())) {
      throw AwsFailure.refused(
          "InvalidRequest", "You cannot create an unencrypted copy of an encrypted snapshot");
    }
    boolean asked = was || Boolean.TRUE.equals(request.encrypted());
    boolean encrypted = asked || encryptedByDefault;
    if (request.kmsKeyId() != null && !asked) {
      throw AwsFailure.refused(
          "InvalidParameterDependency", "The parameter KmsKeyId requires Encrypted to be set.");
    }
    if (!encrypted) {
      return new CopyKey(false, Optional.empty(), true);
    }
    String given = Optional.ofNullable(request.kmsKeyId()).orElse(SharingRules.DEFAULT_KEY);
    KeyArn arn = KeyArn.of(call.place(), given);
    return new CopyKey(true, Optional.of(arn.value()), arn.isOf(call.place()));
  }
}
