/**
 * Examines an account: {@link dev.kiln.activities.doctor.Ec2AccountActivities}, one class a check.
 */
@NullMarked
package dev.kiln.activities.doctor;

import org.jspecify.annotations.NullMarked;
