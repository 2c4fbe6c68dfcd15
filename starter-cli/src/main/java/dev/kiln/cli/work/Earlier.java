package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;
import java.util.Optional;

/**
 * Ended work that a user wants to retry.
 *
 * @param client where it ran
 * @param id its workflow id
 * @param request the original request, read from its history
 * @param completed whether it ended with a report
 * @param progress its last progress, if that is still known
 */
public record Earlier<Q, P>(
    WorkflowClient client, String id, Q request, boolean completed, Optional<P> progress) {}
