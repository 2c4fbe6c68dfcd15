/**
 * Keeps the transcripts of the documentation true: every page's commands run as a reader would run
 * them, and their output is compared with the page. Read {@link TranscriptTest} first.
 */
@NullMarked
package dev.kiln.cli.docs;

import org.jspecify.annotations.NullMarked;
