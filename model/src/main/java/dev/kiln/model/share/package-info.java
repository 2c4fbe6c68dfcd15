/**
 * Who may use an image: {@link dev.kiln.model.share.Grantee} is one who may, {@link
 * dev.kiln.model.share.Permissions} what is read of an image, {@link
 * dev.kiln.model.share.ImageCopies} which images in other regions are the same one.
 */
@NullMarked
package dev.kiln.model.share;

import org.jspecify.annotations.NullMarked;
