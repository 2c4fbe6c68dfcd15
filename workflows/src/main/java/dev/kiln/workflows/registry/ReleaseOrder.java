package dev.kiln.workflows.registry;

import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;

/**
 * A release to record.
 *
 * @param release its id may still change
 */
public record ReleaseOrder(
    RegistryLocation registry, String template, RegisteredTemplate.Card card, Release release) {}
