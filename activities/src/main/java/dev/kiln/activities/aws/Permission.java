package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Asks EC2 whether it would allow a call, without making the call. */
public final class Permission {
  /** How long Kiln remembers that a call is allowed: a dry run uses as much rate as the call. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final AwsCalls aws;
  private final Map<String, Long> allowedAt = new ConcurrentHashMap<>();

  public Permission(AwsCalls aws) {
    this.aws = aws;
  }

  /**
   * The missing permission for which EC2 would refuse the call; empty if EC2 allows the call or
   * nobody knows. Then the call itself decides.
   *
   * @param dryRun the call with its flag {@code DryRun}
   */
  public Optional<String> denial(Region region, String action, Consumer<Ec2Client> dryRun) {
    String asked = region + "/" + action;
    Long last = allowedAt.get(asked);
    if (last != null && System.nanoTime() - last < REMEMBERED.toNanos()) {
      return Optional.empty();
    }
    try {
      aws.ec2()
          .raw(
              region,
              action,
              ec2 -> {
                dryRun.accept(ec2);
                return action;
              });
      return Optional.empty();
    } catch (SdkException answer) {
      return switch (AwsFailures.code(answer).orElse("")) {
        case "DryRunOperation" -> {
          allowedAt.put(asked, System.nanoTime());
          yield Optional.empty();
        }
        case "UnauthorizedOperation" ->
            Optional.of(
                "the worker may not call %s in %s (%s); allow it ec2:%s"
                    .formatted(action, region, brief(answer), action));
        default -> Optional.empty();
      };
    }
  }

  /** AWS appends an encoded reason of several hundred characters. */
  private static String brief(SdkException refused) {
    return AwsFailures.fact(refused).replaceFirst("(?s)\\s*Encoded authorization failure.*", "");
  }
}
