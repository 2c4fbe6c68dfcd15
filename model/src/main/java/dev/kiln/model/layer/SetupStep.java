package dev.kiln.model.layer;

import java.time.Duration;

/**
 * One script of a layer, run as root on the builder.
 *
 * @param name for display, unique within the layer
 * @param script the whole script, shebang included
 * @param timeout after which the script is killed and the build fails
 */
public record SetupStep(String name, String script, Duration timeout) {}
