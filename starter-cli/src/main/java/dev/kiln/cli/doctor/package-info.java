/**
 * {@code kiln doctor}: what is wrong with this machine, the installation, the account. Start
 * reading at {@link dev.kiln.cli.doctor.DoctorCommand}.
 */
@NullMarked
package dev.kiln.cli.doctor;

import org.jspecify.annotations.NullMarked;
