/**
 * Calling AWS: {@link dev.kiln.activities.aws.AwsCalls} is the only way to it. It paces every call
 * by the bucket of its action and turns what AWS refuses into a failure that says whether to retry.
 */
@NullMarked
package dev.kiln.activities.aws;

import org.jspecify.annotations.NullMarked;
