/** Service Quotas, for the quotas that this cloud enforces. */
@NullMarked
package dev.kiln.localcloud.servicequotas;

import org.jspecify.annotations.NullMarked;
