/**
 * Workflows and activities together, on a local cloud that runs on this machine. {@link
 * dev.kiln.integration.RehearsalStage} starts cloud, server and worker; every feature has a package
 * below.
 */
@NullMarked
package dev.kiln.integration;

import org.jspecify.annotations.NullMarked;
