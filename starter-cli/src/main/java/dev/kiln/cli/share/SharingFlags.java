package dev.kiln.cli.share;

/** How permissions are changed: those of the snapshots too, or none at all in a dry run. */
record SharingFlags(boolean snapshots, boolean dryRun) {}
