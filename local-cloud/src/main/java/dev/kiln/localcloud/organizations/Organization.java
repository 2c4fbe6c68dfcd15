package dev.kiln.localcloud.organizations;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.wire.Answer;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** One organization, managed by the default account. It has no units and lists no members. */
public final class Organization {
  private static final String ID = "o-localcloud1";

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of("DescribeOrganization", this::describe);
  }

  private SdkPojo describe(Call call) {
    String manager = LocalCloudSettings.DEFAULT_ACCOUNT;
    return new Answer(
        Map.of(
            "Organization",
            new Answer(
                Map.of(
                    "Id",
                    ID,
                    "Arn",
                    "arn:aws:organizations::" + manager + ":organization/" + ID,
                    "FeatureSet",
                    "ALL",
                    "MasterAccountId",
                    manager))));
  }
}
