/** Auto Scaling: groups that are kept and shown, so that they can name an image. */
@NullMarked
package dev.kiln.localcloud.autoscaling;

import org.jspecify.annotations.NullMarked;
