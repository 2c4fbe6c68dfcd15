/**
 * A small real cloud on this machine: an HTTP endpoint that speaks EC2, SSM and other AWS services
 * to unmodified clients, keeps its state on disk, and really runs the scripts that clients send.
 * Kiln uses it by default, to rehearse templates, and to inject faults in tests. It is no security
 * boundary. Read {@link dev.kiln.localcloud.LocalCloud} first, and {@code Services} for the
 * services.
 */
@NullMarked
package dev.kiln.localcloud;

import org.jspecify.annotations.NullMarked;
