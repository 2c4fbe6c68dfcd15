/**
 * Advice on templates that are correct and still unwise: {@link dev.kiln.model.lint.TemplateLint}
 * reads the scripts as written and points at lines that make secrets public, builds unrepeatable or
 * failures silent.
 */
@NullMarked
package dev.kiln.model.lint;

import org.jspecify.annotations.NullMarked;
