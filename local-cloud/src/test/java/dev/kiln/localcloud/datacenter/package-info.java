/** Tests of what all actions share. */
@NullMarked
package dev.kiln.localcloud.datacenter;

import org.jspecify.annotations.NullMarked;
