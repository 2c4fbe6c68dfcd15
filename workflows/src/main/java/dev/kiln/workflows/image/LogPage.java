package dev.kiln.workflows.image;

/**
 * A part of what a step printed, as it was read on its builder.
 *
 * @param packed the bytes, by gzip, in base64
 * @param next where the following page begins, in bytes from the beginning of the output
 */
public record LogPage(String packed, long next) {}
