package dev.kiln.cli.connect;

import dev.kiln.model.Region;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** An open connection to a Temporal with a worker. */
public interface Connection extends AutoCloseable {
  /** A client with Kiln's own data converter. */
  WorkflowClient client();

  /** One line for stderr, for example about the embedded stack. */
  Optional<String> banner();

  /**
   * Whether workflows die with this process: then no work can be detached, and an interrupt must
   * wait for the clean-up.
   */
  boolean embedded();

  /**
   * Records that the user left a build before its clean-up ended. If the clean-up dies with this
   * process, the next process does it.
   */
  default void abandon() {}

  /** If the cloud ends with this process, the command that runs it again at the same address. */
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
