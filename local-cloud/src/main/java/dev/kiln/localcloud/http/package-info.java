/**
 * The HTTP port, for all services, regions and accounts and for the control API. Read {@link
 * dev.kiln.localcloud.http.Endpoint} first.
 */
@NullMarked
package dev.kiln.localcloud.http;

import org.jspecify.annotations.NullMarked;
