/**
 * The plan of a build: {@link dev.kiln.model.plan.BuildPlan} lists what it would do, with minutes
 * and cost. The prices come from {@link dev.kiln.model.plan.Prices}, a dated table.
 */
@NullMarked
package dev.kiln.model.plan;

import org.jspecify.annotations.NullMarked;
