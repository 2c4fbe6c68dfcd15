package dev.kiln.cli;

/** What a run of the command line left behind. */
public record Result(int exitCode, String out, String err) {}
