/** The organization that all accounts of this cloud belong to. */
@NullMarked
package dev.kiln.localcloud.organizations;

import org.jspecify.annotations.NullMarked;
