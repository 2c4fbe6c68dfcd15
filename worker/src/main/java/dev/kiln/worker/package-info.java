/**
 * The worker process. Start with {@link dev.kiln.worker.WorkerEnvironment}, which lists all
 * settings of a worker. {@link dev.kiln.worker.KilnWorker} connects workflows and activities to the
 * task queues, {@link dev.kiln.worker.WorkerProcess} adds connection, metrics and search
 * attributes, and {@link dev.kiln.worker.WorkerMain} is the process itself.
 */
@NullMarked
package dev.kiln.worker;

import org.jspecify.annotations.NullMarked;
