package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import java.util.Optional;

/**
 * What the cloud tells of an image that others were built on and that was not listed with them.
 *
 * @param name absent if it is not there any more, or not for us
 * @param ours whether Kiln made it: then it is in a region that was not asked
 */
public record ForeignImage(AmiId ami, Optional<String> name, boolean ours) {}
