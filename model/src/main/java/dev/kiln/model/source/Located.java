package dev.kiln.model.source;

/** A value that remembers where it was written, so that a later complaint can say so. */
public record Located<T>(Position at, T value) {}
