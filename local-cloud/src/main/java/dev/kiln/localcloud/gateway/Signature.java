package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls, and where: the credential scope of a version 4 signature. Nothing checks the signature
 * itself, since there is no secret to protect.
 */
record Signature(String accessKey, String region, String service) {
  private static final Pattern SCOPE =
      Pattern.compile(
          "Credential=([A-Za-z0-9_.-]{1,128})/[0-9]{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

  /**
   * Reads an {@code Authorization} header, or the {@code X-Amz-Credential} of a presigned query in
   * the same form.
   */
  static Signature read(Optional<String> authorization) {
    Matcher scope = SCOPE.matcher(authorization.orElse(""));
    if (!scope.find()) {
      throw invalid();
    }
    String region = scope.group(2);
    return new Signature(
        scope.group(1), region.equals("aws-global") ? "us-east-1" : region, scope.group(3));
  }

  /** AWS's error for credentials that are wrong or that a region does not know. */
  static AwsFailure invalid() {
    return new AwsFailure(
        401, "AuthFailure", "AWS was not able to validate the provided access credentials");
  }
}
