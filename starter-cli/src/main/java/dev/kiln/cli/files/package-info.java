/**
 * The sources of templates: files, installed templates, addresses. No other part of Kiln reads
 * files for a build. Read {@link dev.kiln.cli.files.TemplateFiles}.
 */
@NullMarked
package dev.kiln.cli.files;

import org.jspecify.annotations.NullMarked;
