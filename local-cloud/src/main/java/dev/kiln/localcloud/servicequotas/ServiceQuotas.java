package dev.kiln.localcloud.servicequotas;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.localcloud.wire.Answer;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** The Service Quotas service: the account's applied quotas, as its settings say. */
public final class ServiceQuotas {
  private record Quota(String service, String code, String name, double value) {}

  private final List<Quota> quotas;

  public ServiceQuotas(Quotas settings) {
    this.quotas =
        List.of(
            new Quota(
                "ec2",
                "L-1216C47A",
                "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
                settings.vcpus()),
            new Quota("ec2", "L-B665C33B", "AMIs", settings.images()),
            new Quota("ec2", "L-0E3CBAB9", "Public AMIs", settings.publicImages()),
            new Quota("ebs", "L-309BACF6", "Snapshots per Region", settings.snapshots()));
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of("GetServiceQuota", this::get, "ListServiceQuotas", this::list);
  }

  private SdkPojo get(Call call) {
    String service = required(call, "ServiceCode");
    String code = required(call, "QuotaCode");
    return quotas.stream()
        .filter(one -> one.service().equals(service) && one.code().equals(code))
        .findFirst()
        .map(one -> new Answer(Map.of("Quota", described(call, one))))
        .orElseThrow(ServiceQuotas::unknown);
  }

  private SdkPojo list(Call call) {
    String service = required(call, "ServiceCode");
    List<Answer> found =
        quotas.stream()
            .filter(one -> one.service().equals(service))
            .map(one -> described(call, one))
            .toList();
    if (found.isEmpty()) {
      throw unknown();
    }
    return new Answer(Map.of("Quotas", found));
  }

  private static Answer described(Call call, Quota quota) {
    return new Answer(
        Map.of(
            "ServiceCode", quota.service(),
            "ServiceName",
                quota.service().equals("ebs")
                    ? "Amazon Elastic Block Store (Amazon EBS)"
                    : "Amazon Elastic Compute Cloud (Amazon EC2)",
            "QuotaArn",
                "arn:aws:servicequotas:%s:%s:%s/%s"
                    .formatted(
                        call.place().region(),
                        call.place().account(),
                        quota.service(),
                        quota.code()),
            "QuotaCode", quota.code(),
            "QuotaName", quota.name(),
            "Value", quota.value(),
            "Unit", "None",
            "Adjustable", true,
            "GlobalQuota", false));
  }

  private static String required(Call call, String parameter) {
    return Optional.ofNullable(call.parameters().get(parameter))
        .map(Object::toString)
        .orElseThrow(
            () ->
                AwsFailure.refused(
                    "IllegalArgumentException", "You must provide " + parameter + "."));
  }

  private static AwsFailure unknown() {
    return AwsFailure.refused(
        "NoSuchResourceException",
        "The request failed because the specified quota does not exist.");
  }
}
