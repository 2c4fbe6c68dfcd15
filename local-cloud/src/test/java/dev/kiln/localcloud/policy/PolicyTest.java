package dev.kiln.localcloud.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private static final Map<String, Object> TAGGED = tagged("ManagedBy", "kiln");

  private static Map<String, Object> tagged(String key, String value) {
    return Map.of(
        "TagSpecification",
        Map.of(
            "1",
            Map.of(
                "ResourceType",
                "instance",
                "Tag",
                Map.of("1", Map.of("Key", key, "Value", value)))));
  }

  private static Optional<String> denied(
      String statements, String service, String action, Map<String, Object> parameters)
      throws IOException {
    return Policy.of(Json.object("{\"Statement\": [" + statements + "]}"))
        .denial(service, action, parameters)
        .map(Policy.Denial::action);
  }

  @Test
  void whatNoStatementAllowsIsDenied() throws IOException {
    String allow = "{\"Effect\": \"Allow\", \"Action\": [\"ec2:Describe*\", \"ssm:?etParameter\"]}";

    assertThat(denied(allow, "ec2", "DescribeImages", Map.of())).isEmpty();
    assertThat(denied(allow, "ssm", "GetParameter", Map.of())).isEmpty();
    assertThat(denied(allow, "ec2", "CreateImage", Map.of())).contains("ec2:CreateImage");
  }

  @Test
  void anExplicitDenyWins() throws IOException {
    String both =
        "{\"Effect\": \"Allow\", \"Action\": \"*\"}, {\"Effect\": \"Deny\", \"Action\": \"ec2:CopyImage\"}";

    assertThat(denied(both, "ec2", "CopyImage", Map.of())).contains("ec2:CopyImage");
    assertThat(denied(both, "ec2", "CreateImage", Map.of())).isEmpty();
  }

  @Test
  void aNotActionIsAboutTheOthers() throws IOException {
    String allButIam = "{\"Effect\": \"Allow\", \"NotAction\": \"iam:*\"}";

    assertThat(denied(allButIam, "ec2", "CopyImage", Map.of())).isEmpty();
    assertThat(denied(allButIam, "iam", "GetRole", Map.of())).contains("iam:GetRole");
  }

  @Test
  void aConditionOnTheRequestMustHold() throws IOException {
    String own =
        """
        {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:CreateTags"],
         "Condition": {"StringEquals": {"aws:RequestTag/ManagedBy": "kiln"}}}""";

    assertThat(denied(own, "ec2", "RunInstances", TAGGED)).isEmpty();
    assertThat(denied(own, "ec2", "RunInstances", tagged("ManagedBy", "me")))
        .contains("ec2:RunInstances");
    assertThat(denied(own, "ec2", "RunInstances", Map.of())).contains("ec2:RunInstances");
  }

  @Test
  void tagsAreGivenOnlyWithTheActionsThatTheConditionNames() throws IOException {
    String atLaunch =
        """
        {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:CopyImage"]},
        {"Effect": "Allow", "Action": "ec2:CreateTags",
         "Condition": {"StringEquals": {"ec2:CreateAction": ["RunInstances"]}}}""";

    assertThat(denied(atLaunch, "ec2", "RunInstances", TAGGED)).isEmpty();
    assertThat(denied(atLaunch, "ec2", "CopyImage", TAGGED)).contains("ec2:CreateTags");
  }

  @Test
  void allTagKeysOfTheRequestMustBeNamed() throws IOException {
    String some =
        """
        {"Effect": "Allow", "Action": "ec2:CreateTags",
         "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["BootTest"]}}}""";
    Map<String, Object> boot = Map.of("Tag", Map.of("1", Map.of("Key", "BootTest", "Value", "x")));
    Map<String, Object> name = Map.of("Tag", Map.of("1", Map.of("Key", "Name", "Value", "x")));

    assertThat(denied(some, "ec2", "CreateTags", boot)).isEmpty();
    assertThat(denied(some, "ec2", "CreateTags", name)).contains("ec2:CreateTags");
  }

  @Test
  void aRightForOtherServicesIsNoneForTheCaller() throws IOException {
    String via =
        """
        {"Effect": "Allow", "Action": "ssm:GetParameters",
         "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "ec2-images.amazonaws.com"}}}""";

    assertThat(denied(via, "ssm", "GetParameters", Map.of())).contains("ssm:GetParameters");
  }

  @Test
  void aDocumentWithoutStatementsIsRefused() {
    assertThatThrownBy(() -> Policy.of(Map.of("Statement", "none")))
        .hasMessageContaining("Statement");
  }
}
