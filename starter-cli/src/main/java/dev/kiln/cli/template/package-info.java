/**
 * {@code kiln template}: shows and checks templates, without Temporal or a cloud. Read {@link
 * dev.kiln.cli.template.TemplateValidateCommand} first.
 */
@NullMarked
package dev.kiln.cli.template;

import org.jspecify.annotations.NullMarked;
