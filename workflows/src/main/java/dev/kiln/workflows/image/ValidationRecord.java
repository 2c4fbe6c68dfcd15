package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.Validation;
import java.time.Instant;

/**
 * What to keep with an image of its validation.
 *
 * @param accepts whether this is the boot test that the image must pass before it is used
 */
public record ValidationRecord(
    AmiId ami, Region region, Validation validation, Instant at, boolean accepts) {}
