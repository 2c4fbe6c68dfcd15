package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsFailures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** The refusals of the rungs of one launch after which the next rung is tried. */
final class LaunchRefusals {
  private final List<String> texts = new ArrayList<>();
  private final Set<String> unknownTypes = new HashSet<>();
  private boolean lasting = true;

  /** Adds a refusal; returns false, and does not add it, if no other rung can do better. */
  boolean add(BuilderInstance.Rung rung, SdkException refused) {
    String code = AwsFailures.code(refused).orElse("");
    boolean capacity = AwsFailures.isCapacity(refused);
    boolean unknownType = isUnknownType(code, refused);
    if (!capacity && !unknownType && !isWithoutSubnet(code, refused)) {
      return false;
    }
    if (unknownType) {
      unknownTypes.add(rung.instanceType());
    }
    lasting &= !capacity;
    texts.add(rung.text() + ": " + (capacity ? code : AwsFailures.fact(refused)));
    return true;
  }

  /** EC2 has another code for it in some partitions. */
  private static boolean isUnknownType(String code, SdkException refused) {
    return code.equals("InvalidInstanceType")
        || (code.equals("InvalidParameterValue")
            && AwsFailures.fact(refused).contains("for InstanceType"));
  }

  private static boolean isWithoutSubnet(String code, SdkException refused) {
    return code.equals("MissingInput") && AwsFailures.fact(refused).contains("default subnet");
  }

  /** Whether EC2 does not know a type, in any zone. */
  boolean isUnknown(String type) {
    return unknownTypes.contains(type);
  }

  /** Whether waiting cannot help with any of them. */
  boolean areLasting() {
    return lasting;
  }

  @Override
  public String toString() {
    return String.join("; ", texts);
  }
}
