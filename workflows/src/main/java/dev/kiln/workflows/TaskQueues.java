package dev.kiln.workflows;

/**
 * The queues from which workers take work. Builds that wait for an image and the work that makes
 * the image use different queues: on one queue the waiting builds could take every slot, and nobody
 * would make the image.
 */
public final class TaskQueues {
  /** Workflows, and the activities that make images. */
  public static final String BUILD = "kiln-build";

  /** Activities in which a build waits for an image that another run makes. */
  public static final String WAIT = "kiln-wait";

  private TaskQueues() {}
}
