package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The policy under {@code deploy} allows the calls that the code makes, and no others. */
final class WorkerPolicyTest {
  /** Every call names its action, because each action has its own rate limit. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\.(ec2|ssm|s3|autoScaling|kms|ebs|organizations|iam|serviceQuotas)\\(\\)"
              + "\\s*\\.(?:call|raw|ifKnown|list|listIfKnown)\\(\\s*[\\w.()]+,\\s*\"(\\w+)\"");

  /**
   * Rights that come with another call: tags and a role at launch, the keys of encrypted disks, all
   * that EC2 looks through for references to an image, and without which S3 does not say that an
   * object is not there.
   */
  private static final List<String> IMPLIED =
      List.of(
          "ec2:CreateTags",
          "iam:PassRole",
          "ec2:DescribeLaunchTemplates",
          "imagebuilder:GetContainerRecipe",
          "imagebuilder:ListContainerRecipes",
          "imagebuilder:ListImageRecipes",
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:GenerateDataKey*",
          "kms:ReEncrypt*",
          "s3:ListBucket",
          "ssm:DescribeParameters",
          "ssm:GetParameters");

  @Test
  void allowsExactlyTheActionsThatActivitiesCall() throws IOException {
    Set<String> called = new TreeSet<>(IMPLIED);
    Repository.below("activities/src/main/java", ".java").stream()
        .flatMap(path -> CALL.matcher(Repository.text(path.toString())).results())
        .forEach(call -> called.add(call.group(1).toLowerCase(Locale.ROOT) + ":" + call.group(2)));

    assertThat(allowed()).isEqualTo(called);
  }

  @Test
  void allowsChangesOnlyToResourcesThatKilnMade() throws IOException {
    for (JsonNode statement : statements()) {
      boolean ends =
          statement.path("Action").toString().matches(".*(Terminate|Stop|Deregister|Delete).*");

      boolean tagged = statement.path("Condition").toString().contains("\"kiln\"");
      boolean ownNames =
          statement
              .path("Resource")
              .asText()
              .matches("arn:PARTITION:ssm:.*:parameter/kiln/ami/\\*");

      assertThat(!ends || tagged || ownNames).as(statement.path("Sid").asText()).isTrue();
    }
  }

  private static Set<String> allowed() throws IOException {
    Set<String> allowed = new TreeSet<>();
    for (JsonNode statement : statements()) {
      JsonNode action = statement.path("Action");
      if (action.isTextual()) {
        allowed.add(action.asText());
      }
      action.forEach(each -> allowed.add(each.asText()));
    }
    return allowed;
  }

  private static List<JsonNode> statements() throws IOException {
    JsonNode policy = new ObjectMapper().readTree(Repository.text("deploy/aws/worker-policy.json"));
    return StreamSupport.stream(policy.path("Statement").spliterator(), false).toList();
  }
}
