package dev.kiln.workflows.capture;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;

/**
 * An instance of which an image can be taken.
 *
 * @param name the value of its Name tag; empty if it has none
 * @param state in EC2's word: {@code running} or {@code stopped}
 * @param image the image it was launched from
 * @param sizeGib the sum of its volumes, as far as they are visible
 */
public record CapturedInstance(
    InstanceId id,
    String name,
    String state,
    String instanceType,
    Architecture architecture,
    AmiId image,
    int sizeGib) {}
