package dev.kiln.cli.share;

/** Whether to change the snapshots' permissions too, and whether this is a dry run. */
record SharingFlags(boolean snapshots, boolean dryRun) {}
