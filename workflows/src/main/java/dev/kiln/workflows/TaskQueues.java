package dev.kiln.workflows;

/**
 * The queues work is handed out on. Builds that wait for an image and the work that makes it stand
 * on different queues: on one queue the waiting would take every slot from what they wait for.
 */
public final class TaskQueues {
  /** Workflows, and the activities that make images. */
  public static final String BUILD = "kiln-build";

  /** Activities in which a build waits for an image that some run is making. */
  public static final String WAIT = "kiln-wait";

  private TaskQueues() {}
}
