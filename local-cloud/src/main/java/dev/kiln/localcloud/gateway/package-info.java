/**
 * The way of every call to its action: credentials, faults, request rates, protocols. Read {@link
 * dev.kiln.localcloud.gateway.Gateway} first, then {@link dev.kiln.localcloud.gateway.Protocol}.
 */
@NullMarked
package dev.kiln.localcloud.gateway;

import org.jspecify.annotations.NullMarked;
