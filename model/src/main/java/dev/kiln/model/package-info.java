/**
 * The identifiers that every module uses: {@link dev.kiln.model.AmiId}, {@link
 * dev.kiln.model.Region}, {@link dev.kiln.model.Architecture}, {@link dev.kiln.model.TemplateHash}.
 * Read {@link dev.kiln.model.layer.LayerSpec} next: a template becomes one, and a build consumes
 * it.
 */
@NullMarked
package dev.kiln.model;

import org.jspecify.annotations.NullMarked;
