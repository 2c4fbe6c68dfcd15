package dev.kiln.workflows.copy;

import dev.kiln.model.RegionalAmi;

/**
 * An image that is as good as the copy to be made.
 *
 * @param pending whether it is still being made
 */
public record FoundCopy(RegionalAmi image, boolean pending) {}
