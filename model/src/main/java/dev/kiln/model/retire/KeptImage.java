package dev.kiln.model.retire;

/**
 * An image that is not deleted.
 *
 * @param reason in words that follow its name
 */
public record KeptImage(OwnedImage image, String reason) {}
