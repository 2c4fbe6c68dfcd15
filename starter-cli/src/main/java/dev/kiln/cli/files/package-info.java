/**
 * Where templates come from: files, what is installed, addresses. Nothing else of Kiln reads files
 * for a build. Read {@link dev.kiln.cli.files.TemplateFiles}.
 */
@NullMarked
package dev.kiln.cli.files;

import org.jspecify.annotations.NullMarked;
