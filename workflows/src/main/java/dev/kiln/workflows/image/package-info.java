/**
 * One image, found or made exactly once. {@link dev.kiln.workflows.image.ImageWorkflowImpl} is the
 * first page to read, {@link dev.kiln.workflows.image.ImageBuild} the second: the order of events
 * from a cache key to an image, with the undo beside the do. Its workflow id is the cache key,
 * which makes it the lock; {@link dev.kiln.workflows.image.ImageLeaseActivities} is how builds wait
 * for it.
 */
@NullMarked
package dev.kiln.workflows.image;

import org.jspecify.annotations.NullMarked;
