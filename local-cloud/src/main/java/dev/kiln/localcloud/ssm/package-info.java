/**
 * SSM: commands that really run in the machines, the agents that receive them, and parameters. Read
 * {@link dev.kiln.localcloud.ssm.CommandActions} first.
 */
@NullMarked
package dev.kiln.localcloud.ssm;

import org.jspecify.annotations.NullMarked;
