package dev.kiln.localcloud.kms;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.wire.Answer;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Keys. None is ever made: each that is named in its own region is there, managed by AWS if its
 * alias says so and else by the caller, who alone may use it.
 */
public final class Keys {
  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of("DescribeKey", this::describe, "GetKeyPolicy", this::policy);
  }

  private SdkPojo describe(Call call) {
    String arn = arn(call);
    return new Answer(
        Map.of(
            "KeyMetadata",
            new Answer(
                Map.of(
                    "Arn",
                    arn,
                    "KeyId",
                    arn.substring(arn.lastIndexOf('/') + 1),
                    "AWSAccountId",
                    call.place().account(),
                    "Enabled",
                    true,
                    "KeyState",
                    "Enabled",
                    "KeyManager",
                    arn.contains(":alias/aws/") ? "AWS" : "CUSTOMER"))));
  }

  private SdkPojo policy(Call call) {
    arn(call);
    return new Answer(
        Map.of(
            "PolicyName",
            "default",
            "Policy",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}]}"""
                .formatted(call.place().account())));
  }

  private static String arn(Call call) {
    String given =
        Optional.ofNullable(call.parameters().get("KeyId"))
            .map(Object::toString)
            .orElseThrow(() -> AwsFailure.refused("ValidationException", "KeyId is missing"));
    String here = "arn:aws:kms:" + call.place().region() + ":";
    if (!given.startsWith("arn:")) {
      String name = given.startsWith("alias/") ? given : "key/" + given;
      return here + call.place().account() + ":" + name;
    }
    if (!given.startsWith(here)) {
      throw AwsFailure.refused("NotFoundException", "Key '" + given + "' does not exist");
    }
    return given;
  }
}
