/**
 * The documents of {@code --output json}. Scripts rely on their keys, so this package spells them
 * out. Releases only add keys, however the records behind them change.
 */
@NullMarked
package dev.kiln.cli.json;

import org.jspecify.annotations.NullMarked;
