package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.policy.Policy;
import dev.kiln.localcloud.wire.AwsFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Refuses calls that the callers' policy does not allow, as each protocol says it. */
final class Rights {
  private static final Rights ALL = new Rights(Optional.empty());

  /** EC2 encodes its reasons into some hundred characters that only another call can read. */
  private static final String ENCODED =
      " Encoded authorization failure message: " + "4v7sWwK0cGk1xQ2e".repeat(20);

  private final Optional<Policy> policy;

  private Rights(Optional<Policy> policy) {
    this.policy = policy;
  }

  /** Those of a policy document; all of them if there is none. */
  static Rights of(Optional<Path> document) {
    try {
      return document.isEmpty() ? ALL : new Rights(Optional.of(Policy.read(document.get())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable.getMessage(), unreadable);
    }
  }

  /** AWS lets everybody ask who he is. */
  void require(Call call) {
    String service = call.service().name();
    if (policy.isEmpty() || call.action().equals("GetCallerIdentity")) {
      return;
    }
    policy
        .get()
        .denial(service, call.action(), call.parameters())
        .ifPresent(
            denial -> {
              throw refusal(call, denial);
            });
  }

  private static AwsFailure refusal(Call call, Policy.Denial denial) {
    String account = call.place().account();
    String reason =
        "User: arn:aws:iam::%s:user/%s is not authorized to perform: %s on resource: %s %s"
            .formatted(account, call.accessKey(), denial.action(), resource(call), denial.reason());
    return switch (call.service().protocol()) {
      case EC2 ->
          new AwsFailure(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + reason + "." + ENCODED);
      case QUERY, REST_XML -> new AwsFailure(403, "AccessDenied", reason);
      case JSON -> AwsFailure.refused("AccessDeniedException", reason);
      case REST_JSON -> new AwsFailure(403, "AccessDeniedException", reason);
    };
  }

  private static String resource(Call call) {
    return "arn:aws:%s:%s:%s:*"
        .formatted(call.service().name(), call.place().region(), call.place().account());
  }
}
