/**
 * A text, its origin, and its problems. A caller passes in a {@link
 * dev.kiln.model.source.TemplateSource}; each problem is a {@link dev.kiln.model.source.Diagnostic}
 * with a {@link dev.kiln.model.source.Position}, and it can show the line in question.
 */
@NullMarked
package dev.kiln.model.source;

import org.jspecify.annotations.NullMarked;
