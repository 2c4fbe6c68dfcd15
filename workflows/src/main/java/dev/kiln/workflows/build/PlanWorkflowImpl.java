package dev.kiln.workflows.build;

/** Surveys the chain on every architecture. */
public final class PlanWorkflowImpl implements PlanWorkflow {
  @Override
  public ChainPlan plan(BuildRequest request) {
    ChainSurvey survey = new ChainSurvey(request);
    return new ChainPlan(request.architectures().stream().map(survey::on).toList());
  }
}
