package dev.kiln.model.image;

import dev.kiln.model.AmiId;

/** What an image stores beyond the one it was built on, as the cloud measured it. */
public record AddedBytes(AmiId ami, long bytes) {}
