/**
 * The documents of {@code --output json}. Their keys are a promise to scripts: they are written out
 * here, and change only by addition, however the records behind them change.
 */
@NullMarked
package dev.kiln.cli.json;

import org.jspecify.annotations.NullMarked;
