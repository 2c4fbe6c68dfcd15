package dev.kiln.cli.validate;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.json.ValidationDocument;
import dev.kiln.workflows.validate.ImageValidation;
import dev.kiln.workflows.validate.ValidateWorkflow;
import io.temporal.client.WorkflowException;
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
    String state = StartedBuild.find(connection, id).state();
    List<ImageValidation> images = progress(id);
    if (invocation.options().json()) {
      invocation.printJson(ValidationDocument.running(id, state, connection.webUi(id), images));
    } else {
      invocation.print(List.of("Validation ID: " + id, "State:         " + state));
      invocation.print(new ValidationText(invocation.style()).lines(new Verdict(id, images)));
    }
    return ExitCode.OK;
  }

  private List<ImageValidation> progress(String id) {
    try {
      return connection.client().newWorkflowStub(ValidateWorkflow.class, id).validationProgress();
    } catch (WorkflowException unanswered) {
      throw new CliFailure(
          "cannot tell how far validation '%s' is: no worker answers; start one with kiln worker"
              .formatted(id),
          unanswered);
    }
  }
}
