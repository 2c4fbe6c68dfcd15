/**
 * A template as it is meant, whatever dialect it was written in: {@link
 * dev.kiln.model.template.TemplateParser} makes a {@link dev.kiln.model.template.Template} of a
 * text, or tells everything that is wrong with it.
 */
@NullMarked
package dev.kiln.model.template;

import org.jspecify.annotations.NullMarked;
