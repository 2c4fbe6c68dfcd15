/**
 * The HTTP port: requests come in, replies go out, and nothing here knows of AWS. Read {@link
 * dev.kiln.localcloud.http.Endpoint} first.
 */
@NullMarked
package dev.kiln.localcloud.http;

import org.jspecify.annotations.NullMarked;
