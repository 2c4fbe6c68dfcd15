package dev.kiln.cli.work;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of work as Temporal reports it.
 *
 * @param state a word such as {@code running}, {@code succeeded} or {@code partial}
 * @param running whether it is still running
 * @param elapsed how long it has run, or ran
 * @param failure why it failed, for people; empty if it did not
 */
public record Standing(String state, boolean running, Duration elapsed, Optional<String> failure) {}
