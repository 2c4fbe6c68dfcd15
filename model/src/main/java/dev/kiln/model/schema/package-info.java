/**
 * The template language as data: {@link dev.kiln.model.schema.TemplateKeys} is the one table of
 * keys, aliases and shapes. The parser checks against it, and the JSON Schema and the reference
 * page are printed from it.
 */
@NullMarked
package dev.kiln.model.schema;

import org.jspecify.annotations.NullMarked;
