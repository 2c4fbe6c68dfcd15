/** An AWS of one test; start with {@link dev.kiln.activities.stub.StubCloud}. */
@NullMarked
package dev.kiln.activities.stub;

import org.jspecify.annotations.NullMarked;
