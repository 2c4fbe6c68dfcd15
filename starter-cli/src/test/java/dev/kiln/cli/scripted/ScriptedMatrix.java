package dev.kiln.cli.scripted;

import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.Optional;

/** Many builds that end as the script says. */
final class ScriptedMatrix implements MatrixWorkflow {
  private final Script script;
  private Optional<MatrixWorkflow.Report> ending = Optional.empty();

  ScriptedMatrix(Script script) {
    this.script = script;
  }

  @Override
  public MatrixWorkflow.Report buildAll(MatrixWorkflow.Request request) {
    MatrixWorkflow.Report report = script.buildAll(request);
    ending = Optional.of(report);
    return report;
  }

  @Override
  public MatrixWorkflow.Report matrixProgress() {
    return ending.orElseThrow();
  }
}
