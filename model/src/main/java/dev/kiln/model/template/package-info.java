/**
 * A template, independent of the dialect it was written in: {@link
 * dev.kiln.model.template.TemplateParser} parses a text to a {@link
 * dev.kiln.model.template.Template}, or reports all its problems.
 */
@NullMarked
package dev.kiln.model.template;

import org.jspecify.annotations.NullMarked;
