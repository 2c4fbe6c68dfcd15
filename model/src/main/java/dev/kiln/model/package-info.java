/**
 * The identifiers that every module speaks in: {@link dev.kiln.model.AmiId}, {@link
 * dev.kiln.model.Region}, {@link dev.kiln.model.Architecture}, {@link dev.kiln.model.TemplateHash}.
 * Read {@link dev.kiln.model.layer.LayerSpec} next: it is what a template becomes and what a build
 * consumes.
 */
@NullMarked
package dev.kiln.model;

import org.jspecify.annotations.NullMarked;
