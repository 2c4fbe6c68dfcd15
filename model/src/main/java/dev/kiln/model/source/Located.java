package dev.kiln.model.source;

/** A value with the place where it was written, for later messages. */
public record Located<T>(Position at, T value) {}
