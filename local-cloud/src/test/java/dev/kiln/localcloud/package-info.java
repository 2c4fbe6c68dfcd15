/** Tests of the cloud through the AWS SDK's own clients. */
@NullMarked
package dev.kiln.localcloud;

import org.jspecify.annotations.NullMarked;
