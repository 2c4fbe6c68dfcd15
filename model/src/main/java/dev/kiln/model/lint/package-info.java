/**
 * Advice on templates that are valid but unwise: {@link dev.kiln.model.lint.TemplateLint} reads the
 * scripts as written and points at lines that publish secrets, make builds unrepeatable or hide
 * failures.
 */
@NullMarked
package dev.kiln.model.lint;

import org.jspecify.annotations.NullMarked;
