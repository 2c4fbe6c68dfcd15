package dev.kiln.cli.scripted;

import dev.kiln.workflows.share.ShareWorkflow;
import java.util.List;

/** A change of permissions that ends as a script says. */
final class ScriptedShare implements ShareWorkflow {
  private final Script script;

  ScriptedShare(Script script) {
    this.script = script;
  }

  @Override
  public ShareWorkflow.Report share(ShareWorkflow.Request request) {
    return script.share(request);
  }

  @Override
  public ShareWorkflow.Report shareProgress() {
    return new ShareWorkflow.Report(List.of());
  }
}
