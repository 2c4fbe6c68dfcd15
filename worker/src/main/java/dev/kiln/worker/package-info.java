/**
 * The worker process: {@link dev.kiln.worker.KilnWorker} wires workflows and activities to the task
 * queues, {@link dev.kiln.worker.WorkerProcess} adds connection, metrics and search attributes, and
 * {@link dev.kiln.worker.WorkerMain} is the process itself. Start reading at {@link
 * dev.kiln.worker.WorkerEnvironment}: it lists all that a worker can be told.
 */
@NullMarked
package dev.kiln.worker;

import org.jspecify.annotations.NullMarked;
