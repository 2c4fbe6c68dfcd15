package dev.kiln.cli.work;

import io.temporal.common.SearchAttributes;
import java.util.Optional;

/**
 * What one request is known by.
 *
 * @param id the workflow id, unique to the request
 * @param name what the user calls the subject of the work: the name of an image, for example
 * @param summary one line for the Web UI
 * @param attributes what the workflow can be searched by
 * @param undertaking what could not be done if the work fails, as in {@code validate hello}; empty
 *     if the workflow's own failures are whole sentences
 * @param dryRun whether the work only looks and changes nothing
 */
public record Ticket(
    String id,
    String name,
    String summary,
    SearchAttributes attributes,
    Optional<String> undertaking,
    boolean dryRun) {}
