/** S3 for texts with several writers: conditional writes are real. */
@NullMarked
package dev.kiln.localcloud.s3;

import org.jspecify.annotations.NullMarked;
