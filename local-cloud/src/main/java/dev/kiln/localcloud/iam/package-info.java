/** IAM, as far as it concerns the instance profiles of builders. */
@NullMarked
package dev.kiln.localcloud.iam;

import org.jspecify.annotations.NullMarked;
