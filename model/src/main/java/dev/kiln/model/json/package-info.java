/**
 * JSON as text, written from maps, lists, texts, numbers and booleans: {@link
 * dev.kiln.model.json.Json}. Small because nothing here needs to read JSON.
 */
@NullMarked
package dev.kiln.model.json;

import org.jspecify.annotations.NullMarked;
