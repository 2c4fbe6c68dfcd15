package dev.kiln.localcloud.control;

import java.time.Instant;
import java.util.Optional;

/**
 * One call as the cloud saw it.
 *
 * @param token the client token, where the action has one
 * @param outcome {@code ok}, {@code error}, or {@code lost} if the call took effect but the caller
 *     got no proper reply
 */
public record LoggedCall(
    Instant time,
    String account,
    String region,
    String service,
    String action,
    Optional<String> token,
    String requestId,
    long millis,
    String outcome,
    Optional<String> errorCode) {}
