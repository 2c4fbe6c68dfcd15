/**
 * The door: one HTTP port for all services, regions and accounts. Read {@link
 * dev.kiln.localcloud.gateway.Gateway} first; it is the path of every call.
 */
@NullMarked
package dev.kiln.localcloud.gateway;

import org.jspecify.annotations.NullMarked;
