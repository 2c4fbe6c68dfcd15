/**
 * Sharing images with other accounts. Start with {@link dev.kiln.integration.share.SharingStage}.
 */
@NullMarked
package dev.kiln.integration.share;

import org.jspecify.annotations.NullMarked;
