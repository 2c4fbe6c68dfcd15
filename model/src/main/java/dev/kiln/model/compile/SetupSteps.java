package dev.kiln.model.compile;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.BuildStep;
import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.GeneratedSteps;
import dev.kiln.model.template.LayerContent;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.UserAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Creates the steps of a layer, in the order in which its parts take effect. */
final class SetupSteps {
  private static final Duration QUICK = Duration.ofMinutes(10);
  private static final Duration PACKAGES = Duration.ofHours(1);

  /** Spack compiles from source; a compiler alone can take hours. */
  private static final Duration FROM_SOURCE = Duration.ofHours(12);

  private SetupSteps() {}

  static List<SetupStep> of(LayerContent content) {
    List<SetupStep> steps = new ArrayList<>();
    List<FileEntry> files = values(content.files());
    List<UserAccount> users = values(content.users());
    if (!files.isEmpty()) {
      String script = FileScript.of(files, users);
      steps.add(new SetupStep(GeneratedSteps.FILES, script, QUICK));
    }
    if (!users.isEmpty()) {
      String script = UserScript.of(users) + FileScript.handOver(files, users);
      steps.add(new SetupStep(GeneratedSteps.USERS, script, QUICK));
    }
    for (PackageKind kind : PackageKind.values()) {
      List<String> packages = values(content.packages(kind));
      if (!packages.isEmpty()) {
        Duration timeout = kind == PackageKind.SPACK ? FROM_SOURCE : PACKAGES;
        String script = PackageScript.of(kind, packages);
        steps.add(new SetupStep(GeneratedSteps.installing(kind), script, timeout));
      }
    }
    for (BuildStep step : values(content.steps())) {
      steps.add(new SetupStep(step.name(), UserWritten.complete(step.script()), step.timeout()));
    }
    return steps;
  }

  private static <T> List<T> values(List<Located<T>> located) {
    return located.stream().map(Located::value).toList();
  }
}
