package dev.kiln.localcloud.control;

import dev.kiln.localcloud.settings.Conditions;

/**
 * What somebody who rehearses sees and steers.
 *
 * @param calls the calls that were made
 * @param faults the faults that are still to strike
 * @param conditions what accounts lack or have
 */
public record Rehearsal(CallLog calls, Faults faults, Conditions conditions) {}
