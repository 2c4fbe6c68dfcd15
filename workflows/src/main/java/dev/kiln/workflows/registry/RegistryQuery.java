package dev.kiln.workflows.registry;

import dev.kiln.model.registry.RegistryLocation;
import java.util.Optional;

/**
 * What to read of a registry.
 *
 * @param template this one with its releases; absent for an overview of all
 */
public record RegistryQuery(RegistryLocation registry, Optional<String> template) {}
