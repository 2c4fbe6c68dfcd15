package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of all checks. A new kind of use is added here. */
public final class UseChecks implements UseCheck {
  private final List<UseCheck> checks;

  private UseChecks(List<UseCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** The checks that ask AWS. */
  public static UseChecks of(AwsCalls aws) {
    return new UseChecks(
        List.of(new ReferenceCheck(aws), new LaunchTemplateCheck(aws), new AutoScalingCheck(aws)));
  }

  /** Every user once for each image, as described by the check that says most. */
  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    Map<Object, ImageUse> uses = new LinkedHashMap<>();
    for (UseCheck check : checks) {
      for (ImageUse use : check.find(region, images)) {
        uses.merge(
            List.of(use.image(), use.kind(), use.user()),
            use,
            (one, other) -> one.detail().length() >= other.detail().length() ? one : other);
      }
    }
    return List.copyOf(uses.values());
  }
}
