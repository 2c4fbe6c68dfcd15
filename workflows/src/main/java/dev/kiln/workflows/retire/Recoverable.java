package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import java.time.Instant;

/**
 * An image in the recycle bin.
 *
 * @param until when it is gone for good
 */
public record Recoverable(AmiId ami, Instant until) {}
