package dev.kiln.cli.scripted;

import dev.kiln.workflows.share.ShareReport;
import dev.kiln.workflows.share.ShareRequest;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.List;

/** A change of permissions that ends as a script says. */
final class ScriptedShare implements ShareWorkflow {
  private final Script script;

  ScriptedShare(Script script) {
    this.script = script;
  }

  @Override
  public ShareReport share(ShareRequest request) {
    return script.share(request);
  }

  @Override
  public ShareReport shareProgress() {
    return new ShareReport(List.of());
  }
}
