/**
 * Calling AWS: all calls go through {@link dev.kiln.activities.aws.AwsCalls}. It paces every call
 * by the bucket of its action and turns a refusal into a failure that says whether to retry.
 */
@NullMarked
package dev.kiln.activities.aws;

import org.jspecify.annotations.NullMarked;
