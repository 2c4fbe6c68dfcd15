/**
 * The wire formats: query requests with XML replies, and JSON. Every model class of the AWS SDK
 * lists its own fields with their wire names, so one reader and one writer per format serve all
 * actions. Read {@link dev.kiln.localcloud.wire.PojoReader} first.
 */
@NullMarked
package dev.kiln.localcloud.wire;

import org.jspecify.annotations.NullMarked;
