/**
 * The parts that services share: resources with their owners, ids, tags, filters, pages and client
 * tokens. Read {@link dev.kiln.localcloud.datacenter.Datacenter} first.
 */
@NullMarked
package dev.kiln.localcloud.datacenter;

import org.jspecify.annotations.NullMarked;
