package dev.kiln.localcloud.state;

/** Why a resource is in its state, as AWS's {@code StateReason} says it. */
public record Reason(String code, String message) {}
