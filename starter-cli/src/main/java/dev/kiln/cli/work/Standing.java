package dev.kiln.cli.work;

import java.time.Duration;
import java.util.Optional;

/**
 * Where work stands, as Temporal knows it.
 *
 * @param state a word such as {@code running}, {@code succeeded} or {@code partial}
 * @param running whether it has not ended
 * @param elapsed how long it has run, or ran
 * @param failure why it failed, for people; empty if it did not
 */
public record Standing(String state, boolean running, Duration elapsed, Optional<String> failure) {}
