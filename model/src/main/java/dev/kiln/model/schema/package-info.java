/**
 * The template language as data: {@link dev.kiln.model.schema.TemplateKeys} is the one table of
 * keys, aliases and shapes. The parser checks against it, and Kiln generates the JSON Schema and
 * the reference page from it.
 */
@NullMarked
package dev.kiln.model.schema;

import org.jspecify.annotations.NullMarked;
