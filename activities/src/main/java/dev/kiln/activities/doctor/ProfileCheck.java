package dev.kiln.activities.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * The instance profile that builders get: without a usable one their agent never reports.
 *
 * @param needed whether the cloud requires one
 */
record ProfileCheck(AwsCalls aws, boolean needed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CORE = "AmazonSSMManagedInstanceCore";
  private static final String HOW = "see docs/how-to/run-on-aws.md";

  List<Finding> findings(Region home, Optional<String> name) {
    Subject subject = Subject.ofAccount("instance profile");
    if (name.isEmpty()) {
      return List.of(
          needed
              ? subject.failed(
                  "the worker has none for templates that name none",
                  "set KILN_INSTANCE_PROFILE for the worker, or name your templates' with --instance-profile; "
                      + HOW)
              : subject.ok("none, and the local cloud needs none"));
    }
    Region anchor = Partition.of(home).anchor();
    try {
      InstanceProfile profile =
          aws.iam()
              .raw(
                  anchor,
                  "GetInstanceProfile",
                  iam -> iam.getInstanceProfile(r -> r.instanceProfileName(name.get())))
              .instanceProfile();
      return profile.roles().isEmpty()
          ? List.of(subject.failed("'%s' has no role".formatted(name.get()), HOW))
          : ofRole(subject, anchor, profile);
    } catch (SdkException refused) {
      return List.of(
          AwsFailures.code(refused).filter("NoSuchEntity"::equals).isPresent()
              ? subject.failed("'%s' does not exist".formatted(name.get()), HOW)
              : subject.unanswered(refused));
    }
  }

  private List<Finding> ofRole(Subject subject, Region anchor, InstanceProfile profile) {
    Role role = profile.roles().get(0);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        trusts(role, Partition.of(anchor))
            ? subject.ok(
                "'%s' has role '%s', which EC2 may assume"
                    .formatted(profile.instanceProfileName(), role.roleName()))
            : subject.failed(
                "role '%s' of '%s' does not let ec2.amazonaws.com assume it"
                    .formatted(role.roleName(), profile.instanceProfileName()),
                "set its trust policy to deploy/aws/builder-trust.json: aws iam update-assume-role-policy"));
    findings.add(policies(anchor, role));
    return findings;
  }

  private static boolean trusts(Role role, Partition partition) {
    String document =
        URLDecoder.decode(
            Optional.ofNullable(role.assumeRolePolicyDocument()).orElse("{}"),
            StandardCharsets.UTF_8);
    try {
      JsonNode statements = JSON.readTree(document).path("Statement");
      return items(statements)
          .filter(one -> one.path("Effect").asText().equals("Allow"))
          .flatMap(one -> items(one.path("Principal").path("Service")))
          .anyMatch(service -> partition.isEc2(service.asText()));
    } catch (JsonProcessingException unreadable) {
      return false;
    }
  }

  /** A list, or the one item that IAM allows in its place. */
  private static Stream<JsonNode> items(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  /** Another policy may give the same rights, so its absence is not yet a failure. */
  private Finding policies(Region anchor, Role role) {
    Subject subject = Subject.ofAccount("builder role");
    try {
      List<String> attached =
          aws
              .iam()
              .raw(
                  anchor,
                  "ListAttachedRolePolicies",
                  iam -> iam.listAttachedRolePolicies(r -> r.roleName(role.roleName())))
              .attachedPolicies()
              .stream()
              .map(AttachedPolicy::policyName)
              .toList();
      return attached.contains(CORE)
          ? subject.ok("'%s' has %s".formatted(role.roleName(), CORE))
          : subject.warning(
              "'%s' has %s attached, not %s"
                  .formatted(
                      role.roleName(),
                      attached.isEmpty() ? "no policy" : String.join(", ", attached),
                      CORE),
              "unless another policy gives its rights: aws iam attach-role-policy --role-name %s --policy-arn arn:aws:iam::aws:policy/%s"
                  .formatted(role.roleName(), CORE));
    } catch (SdkException refused) {
      return subject.unanswered(refused);
    }
  }
}
