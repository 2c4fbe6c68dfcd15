package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;
import java.util.Optional;

/**
 * Work that has ended and is to be retried.
 *
 * @param client where it ran
 * @param id its workflow id
 * @param request what it was asked for; its history keeps it whole
 * @param completed whether it ended with a report
 * @param progress how far it came, if that is still known
 */
public record Earlier<Q, P>(
    WorkflowClient client, String id, Q request, boolean completed, Optional<P> progress) {}
