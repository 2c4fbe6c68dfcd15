package dev.kiln.cli.follow;

import dev.kiln.cli.work.WorkFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * How followed work ended: with a report or with a failure.
 *
 * @param last the last progress, if any was seen
 * @param interrupted whether the user asked for the end
 * @param elapsed how long it was followed
 */
record Outcome<P, R>(
    Optional<P> last,
    Optional<R> report,
    Optional<WorkFailure> failure,
    boolean interrupted,
    Duration elapsed) {}
