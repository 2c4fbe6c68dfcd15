/**
 * Formats output for people: {@link dev.kiln.cli.text.HumanText} for durations, ages and sizes,
 * {@link dev.kiln.cli.text.Table} for columns, {@link dev.kiln.cli.text.Style} for colour.
 */
@NullMarked
package dev.kiln.cli.text;

import org.jspecify.annotations.NullMarked;
