package dev.kiln.localcloud.sts;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.SessionKeys;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The STS service. Every role can be assumed: nothing here checks policies. */
public final class Sts {
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:.*/)?([\\w+=,.@-]{1,64})");
  private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of(
        "GetCallerIdentity",
        Action.of(GetCallerIdentityRequest::builder, this::identity),
        "AssumeRole",
        Action.of(AssumeRoleRequest::builder, this::assume));
  }

  private SdkPojo identity(Call call, GetCallerIdentityRequest request) {
    String account = call.place().account();
    return GetCallerIdentityResponse.builder()
        .account(account)
        .userId(call.accessKey())
        .arn("arn:aws:iam::" + account + ":root")
        .build();
  }

  private SdkPojo assume(Call call, AssumeRoleRequest request) {
    String arn = Optional.ofNullable(request.roleArn()).orElse("");
    String session = Optional.ofNullable(request.roleSessionName()).orElse("");
    int seconds = Optional.ofNullable(request.durationSeconds()).orElse(3600);
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw AwsFailure.refused("ValidationError", arn + " is invalid");
    }
    if (!SESSION.matcher(session).matches()) {
      throw AwsFailure.refused(
          "ValidationError", "Value '" + session + "' at 'roleSessionName' is invalid");
    }
    if (seconds < SHORTEST || seconds > LONGEST) {
      throw AwsFailure.refused(
          "ValidationError", "Value '" + seconds + "' at 'durationSeconds' is out of range");
    }
    String unique =
        UUID.randomUUID().toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    return AssumeRoleResponse.builder()
        .assumedRoleUser(
            user ->
                user.assumedRoleId("AROA" + unique + ":" + session)
                    .arn(
                        "arn:aws:sts::%s:assumed-role/%s/%s"
                            .formatted(role.group(1), role.group(2), session)))
        .credentials(
            credentials ->
                credentials
                    .accessKeyId(SessionKeys.issue(role.group(1), unique))
                    .secretAccessKey(UUID.randomUUID().toString())
                    .sessionToken(UUID.randomUUID().toString())
                    .expiration(call.time().plus(Duration.ofSeconds(seconds))))
        .build();
  }
}
