package dev.kiln.localcloud.ec2;

import dev.kiln.localcloud.gateway.Call;
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
  static CopyKey of(Call call, CopyImageRequest request, StoredImage source) {
    boolean was =
        source.body().blockDeviceMappings().stream()
            .anyMatch(d -> d.ebs() != null && Boolean.TRUE.equals(d.ebs().encrypted()));
    if (was && Boolean.FALSE.equals(request.encrypted())) {
      throw AwsFailure.refused(
          "InvalidRequest", "You cannot create an unencrypted copy of an encrypted snapshot");
    }
    boolean encrypted = was || Boolean.TRUE.equals(request.encrypted());
    if (request.kmsKeyId() != null && !encrypted) {
      throw AwsFailure.refused(
          "InvalidParameterDependency", "The parameter KmsKeyId requires Encrypted to be set.");
    }
    if (!encrypted) {
      return new CopyKey(false, Optional.empty(), true);
    }
    String here = "arn:aws:kms:" + call.place().region() + ":";
    String given = Optional.ofNullable(request.kmsKeyId()).orElse(Snapshots.DEFAULT_KEY);
    String named = given.startsWith("alias/") ? given : "key/" + given;
    String arn = given.startsWith("arn:") ? given : here + call.place().account() + ":" + named;
    return new CopyKey(true, Optional.of(arn), arn.startsWith(here));
  }
}
