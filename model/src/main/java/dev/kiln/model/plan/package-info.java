/**
 * What a build would do, before it does it: {@link dev.kiln.model.plan.BuildPlan} with minutes and
 * money, from {@link dev.kiln.model.plan.Prices}, a dated table.
 */
@NullMarked
package dev.kiln.model.plan;

import org.jspecify.annotations.NullMarked;
