/** S3, as far as a text that several write needs it: conditional writes are real. */
@NullMarked
package dev.kiln.localcloud.s3;

import org.jspecify.annotations.NullMarked;
