/**
 * A text, where it came from, and what is wrong with it. {@link
 * dev.kiln.model.source.TemplateSource} is what a caller hands in; every complaint about it is a
 * {@link dev.kiln.model.source.Diagnostic} with its {@link dev.kiln.model.source.Position}.
 */
@NullMarked
package dev.kiln.model.source;

import org.jspecify.annotations.NullMarked;
