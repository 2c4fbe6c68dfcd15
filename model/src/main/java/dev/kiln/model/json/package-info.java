/**
 * JSON as text, written from maps, lists, texts, numbers and booleans: {@link
 * dev.kiln.model.json.Json}. It is small because the model never reads JSON.
 */
@NullMarked
package dev.kiln.model.json;

import org.jspecify.annotations.NullMarked;
