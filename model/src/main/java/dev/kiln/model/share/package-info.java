/**
 * Who may use an image: {@link dev.kiln.model.share.Grantee} is one party, {@link
 * dev.kiln.model.share.Permissions} the permissions of an image, {@link
 * dev.kiln.model.share.ImageCopies} finds the same image in other regions.
 */
@NullMarked
package dev.kiln.model.share;

import org.jspecify.annotations.NullMarked;
