package dev.kiln.cli.validate;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.json.ValidationDocument;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.List;

/** Tells how far a validation is; one that found images wanting is no failure of who tells so. */
public final class ValidationStatus {
  private final Invocation invocation;
  private final Connection connection;

  public ValidationStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether an id is that of a validation. */
  public static boolean isAbout(String id) {
    return id.startsWith(ValidateWorkflow.PREFIX);
  }

  /** Prints it. */
  public int print(String id) {
    StartedBuild found = StartedBuild.find(connection, id);
    String state = found.state();
    List<ValidateWorkflow.Result> images =
        found.ask(
            () ->
                connection
                    .client()
                    .newWorkflowStub(ValidateWorkflow.class, id)
                    .validationProgress());
    if (invocation.options().json()) {
      invocation.printJson(ValidationDocument.running(id, state, connection.webUi(id), images));
    } else {
      invocation.print(List.of("Validation ID: " + id, "State:         " + state));
      invocation.print(new ValidationText(invocation.style()).lines(new Verdict(id, images)));
    }
    return ExitCode.OK;
  }
}
