package dev.kiln.model.image;

import dev.kiln.model.AmiId;

/** An image and the one it was built on, in the same region. */
public record Layering(AmiId image, AmiId base) {}
