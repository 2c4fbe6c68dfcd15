package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;

/**
 * An image to start from. It is available and of the right architecture.
 *
 * @param name its AMI name, for display
 * @param rootDevice the device name of its root volume
 */
public record BaseAmi(AmiId ami, String name, String rootDevice, int sizeGib) {}
