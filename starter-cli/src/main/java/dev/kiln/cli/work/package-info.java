/**
 * Work that a workflow does for a user, whatever it is, without a word about terminals. Read {@link
 * dev.kiln.cli.work.Work} first.
 */
@NullMarked
package dev.kiln.cli.work;

import org.jspecify.annotations.NullMarked;
