package dev.kiln.cli.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A build or other work, as {@code build list} gives it.
 *
 * @param started in UTC, as in {@code 2026-01-03T12:00:00Z}
 */
public record WorkListDocument(
    @JsonProperty("build_id") String id,
    @JsonProperty("kind") String kind,
    @JsonProperty("status") String status,
    @JsonProperty("started") String started,
    @JsonProperty("elapsed_seconds") long elapsedSeconds,
    @JsonProperty("template") Optional<String> template,
    @JsonProperty("region") Optional<String> region) {}
