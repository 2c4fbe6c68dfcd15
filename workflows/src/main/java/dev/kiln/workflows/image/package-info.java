/**
 * One image, found or made exactly once. Read {@link dev.kiln.workflows.image.ImageWorkflowImpl}
 * first and {@link dev.kiln.workflows.image.ImageBuild} second: they show the order of events from
 * a cache key to an image, with the undo beside the do. The workflow id is the cache key, and that
 * makes it the lock. Builds wait for an image through {@link
 * dev.kiln.workflows.image.ImageLeaseActivities}.
 */
@NullMarked
package dev.kiln.workflows.image;

import org.jspecify.annotations.NullMarked;
