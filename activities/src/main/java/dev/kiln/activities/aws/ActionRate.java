package dev.kiln.activities.aws;

import java.util.Map;

/**
 * The size of an action's token bucket, per account and region.
 *
 * @param capacity how many calls may arrive at once
 * @param perSecond how many tokens return each second
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">Request
 *     throttling for the Amazon EC2 API</a>
 */
record ActionRate(double capacity, double perSecond) {
  private static final ActionRate READING = new ActionRate(100, 20);
  private static final ActionRate CHANGING = new ActionRate(50, 5);
  private static final ActionRate SYSTEMS_MANAGER = new ActionRate(40, 10);

  private static final Map<String, ActionRate> DOCUMENTED =
      Map.ofEntries(
          Map.entry("RunInstances", new ActionRate(5, 2)),
          Map.entry("StartInstances", new ActionRate(5, 2)),
          Map.entry("TerminateInstances", new ActionRate(100, 5)),
          Map.entry("CopyImage", new ActionRate(100, 1)),
          Map.entry("ModifyImageAttribute", new ActionRate(100, 5)),
          Map.entry("ModifySnapshotAttribute", new ActionRate(100, 5)),
          Map.entry("DeregisterImage", new ActionRate(100, 5)),
          Map.entry("DeleteSnapshot", new ActionRate(100, 5)),
          Map.entry("CreateTags", new ActionRate(100, 10)),
          Map.entry("DeleteTags", new ActionRate(100, 10)),
          Map.entry("SendCommand", SYSTEMS_MANAGER),
          Map.entry("CancelCommand", SYSTEMS_MANAGER),
          Map.entry("GetCommandInvocation", SYSTEMS_MANAGER),
          Map.entry("GetParameter", SYSTEMS_MANAGER),
          Map.entry("PutParameter", new ActionRate(3, 3)),
          Map.entry("DeleteParameter", new ActionRate(5, 5)),
          Map.entry("GetObject", new ActionRate(5500, 5500)),
          Map.entry("PutObject", new ActionRate(3500, 3500)),
          Map.entry("ListCommands", SYSTEMS_MANAGER),
          Map.entry("ListCommandInvocations", SYSTEMS_MANAGER),
          Map.entry("DescribeInstanceInformation", SYSTEMS_MANAGER));

  /** The documented size, or else the size for the kind of action that the name suggests. */
  static ActionRate of(String action) {
    boolean reads =
        action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
    return DOCUMENTED.getOrDefault(action, reads ? READING : CHANGING);
  }
}
