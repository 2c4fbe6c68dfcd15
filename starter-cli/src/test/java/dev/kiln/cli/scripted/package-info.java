/**
 * A Temporal in this process whose workflows follow a script: {@link
 * dev.kiln.cli.scripted.ScriptedTemporal}.
 */
@NullMarked
package dev.kiln.cli.scripted;

import org.jspecify.annotations.NullMarked;
