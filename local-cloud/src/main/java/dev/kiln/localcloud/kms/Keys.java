package dev.kiln.localcloud.kms;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.wire.Answer;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Keys. Nothing creates them: every key that is named in its own region exists. AWS manages it if
 * its alias says so; else the caller does, who alone may use it.
 */
public final class Keys {
  private final Conditions conditions;

  public Keys(Conditions conditions) {
    this.conditions = conditions;
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of("DescribeKey", this::describe, "GetKeyPolicy", this::policy);
  }

  private SdkPojo describe(Call call) {
    KeyArn arn = arn(call);
    boolean enabled = !conditions.hold(Condition.NO_KMS_KEY);
    return new Answer(
        Map.of(
            "KeyMetadata",
            new Answer(
                Map.of(
                    "Arn",
                    arn.value(),
                    "KeyId",
                    arn.value().substring(arn.value().lastIndexOf('/') + 1),
                    "AWSAccountId",
                    call.place().account(),
                    "Enabled",
                    enabled,
                    "KeyState",
                    enabled ? "Enabled" : "Disabled",
                    "KeyUsage",
                    "ENCRYPT_DECRYPT",
                    "KeySpec",
                    "SYMMETRIC_DEFAULT",
                    "KeyManager",
                    arn.isManagedByAws() ? "AWS" : "CUSTOMER"))));
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

  private static KeyArn arn(Call call) {
    String given =
        Optional.ofNullable(call.parameters().get("KeyId"))
            .map(Object::toString)
            .orElseThrow(() -> AwsFailure.refused("ValidationException", "KeyId is missing"));
    KeyArn arn = KeyArn.of(call.place(), given);
    if (!arn.isOf(call.place())) {
      throw AwsFailure.refused("NotFoundException", "Key '" + given + "' does not exist");
    }
    return arn;
  }
}
