package dev.kiln.cli.connect;

import dev.kiln.model.Region;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** An open way to a Temporal that has a worker behind it. */
public interface Connection extends AutoCloseable {
  /** Speaks with Kiln's own data converter. */
  WorkflowClient client();

  /** One line for stderr, for example that this is the embedded stack. */
  Optional<String> banner();

  /**
   * Whether workflows die with this process: then nothing can be detached, and an interrupt must
   * wait for the clean-up.
   */
  boolean embedded();

  /**
   * Says that a build is left before its clean-up has ended: where that dies with this process, the
   * next one has to do it.
   */
  default void abandon() {}

  /** The command that runs, at the same address, a cloud that ends with this process. */
  default Optional<String> cloudAgain() {
    return Optional.empty();
  }

  /** The region of a command that names none. */
  Region defaultRegion();

  /** The page that shows a workflow in the Web UI, where there is one. */
  Optional<String> webUi(String workflowId);

  @Override
  void close();
}
