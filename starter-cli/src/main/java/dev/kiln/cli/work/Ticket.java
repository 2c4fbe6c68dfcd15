package dev.kiln.cli.work;

import io.temporal.common.SearchAttributes;
import java.util.Optional;

/**
 * The identity of one request.
 *
 * @param id the workflow id, unique to the request
 * @param name the user's name for the subject of the work, such as an image name
 * @param summary one line for the Web UI
 * @param attributes the workflow's search attributes
 * @param undertaking the action for an error message, such as {@code validate hello}; empty if the
 *     workflow's own failures are whole sentences
 * @param dryRun whether this is a rehearsal ({@code --dry-run}): it is followed to its end, without
 *     progress, even with {@code --detach}
 */
public record Ticket(
    String id,
    String name,
    String summary,
    SearchAttributes attributes,
    Optional<String> undertaking,
    boolean dryRun) {}
