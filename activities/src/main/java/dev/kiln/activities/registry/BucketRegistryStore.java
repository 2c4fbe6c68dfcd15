package dev.kiln.activities.registry;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.RegistryLocation.BucketKey;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 object. S3 itself refuses to overwrite it with a text that is based on an older version.
 */
final class BucketRegistryStore implements RegistryStore {
  /** The first region to ask; a bucket elsewhere answers with its region. */
  private static final Region ANY = Region.LAST_RESORT;

  /** Somebody else wrote, is writing, or has deleted the object meanwhile. */
  private static final Set<String> OVERTAKEN =
      Set.of("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey");

  private final AwsCalls aws;
  private final RegistryLocation location;
  private final BucketKey object;

  BucketRegistryStore(AwsCalls aws, RegistryLocation location, BucketKey object) {
    this.aws = aws;
    this.location = location;
    this.object = object;
  }

  @Override
  public Optional<Text> read() {
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(object.bucket()).key(object.key()).build();
    try {
      ResponseBytes<GetObjectResponse> found =
          aws.s3().raw(ANY, "GetObject", s3 -> s3.getObjectAsBytes(request));
      return Optional.of(new Text(found.asUtf8String(), found.response().eTag()));
    } catch (SdkException refused) {
      if (is("NoSuchKey", refused)) {
        return Optional.empty();
      }
      throw explain("GetObject", refused);
    }
  }

  @Override
  public boolean write(String json, Optional<String> expected) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .contentType("application/json");
    expected.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    try {
      aws.s3()
          .raw(ANY, "PutObject", s3 -> s3.putObject(request.build(), RequestBody.fromString(json)));
      return true;
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter(OVERTAKEN::contains).isPresent()) {
        return false;
      }
      throw explain("PutObject", refused);
    }
  }

  /**
   * Without permission to list a bucket, S3 answers "access denied" for an object that does not
   * exist.
   */
  private ApplicationFailure explain(String action, SdkException refused) {
    if (is("NoSuchBucket", refused)) {
      return FailureType.INVALID_REQUEST.failure(
          "cannot use registry '%s': there is no bucket '%s'; create it, or name another with --registry"
              .formatted(location, object.bucket()),
          refused);
    }
    if (is("AccessDenied", refused)) {
      return FailureType.ACCESS_DENIED.failure(
          "cannot use registry '%s': %s; allow the worker's role s3:GetObject and s3:PutObject on it, and s3:ListBucket on the bucket"
              .formatted(location, AwsFailures.fact(refused)),
          refused);
    }
    return AwsFailures.translate(action + " " + location, ANY, refused);
  }

  private static boolean is(String code, SdkException refused) {
    return AwsFailures.code(refused).filter(code::equals).isPresent();
  }
}
