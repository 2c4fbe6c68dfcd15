package dev.kiln.localcloud.control;

/**
 * What somebody who rehearses sees and steers.
 *
 * @param calls the calls that were made
 * @param faults the faults that are still to strike
 */
public record Rehearsal(CallLog calls, Faults faults) {}
