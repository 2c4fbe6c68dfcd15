package dev.kiln.cli.scripted;

import dev.kiln.workflows.matrix.MatrixReport;
import dev.kiln.workflows.matrix.MatrixRequest;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.Optional;

/** Many builds that end as a script says. */
final class ScriptedMatrix implements MatrixWorkflow {
  private final Script script;
  private Optional<MatrixReport> ending = Optional.empty();

  ScriptedMatrix(Script script) {
    this.script = script;
  }

  @Override
  public MatrixReport buildAll(MatrixRequest request) {
    MatrixReport report = script.buildAll(request);
    ending = Optional.of(report);
    return report;
  }

  @Override
  public MatrixReport matrixProgress() {
    return ending.orElseThrow();
  }
}
