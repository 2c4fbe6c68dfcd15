package dev.kiln.localcloud.state;

import software.amazon.awssdk.services.ec2.model.StateReason;

/** Why a resource is in its state, as AWS's {@code StateReason} says it. */
public record Reason(String code, String message) {
  public StateReason stateReason() {
    return StateReason.builder().code(code).message(message).build();
  }
}
