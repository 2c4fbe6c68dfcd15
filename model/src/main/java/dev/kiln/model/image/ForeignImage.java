package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import java.util.Optional;

/**
 * An image that listed images were built on, but that was not listed itself, as the cloud describes
 * it.
 *
 * @param name absent if it no longer exists, or is no longer shared with this account
 * @param ours whether Kiln made it; then it is in a region that was not searched
 */
public record ForeignImage(AmiId ami, Optional<String> name, boolean ours) {}
