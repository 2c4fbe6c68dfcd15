package dev.kiln.cli.validate;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.model.Region;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami test}. */
@Command(
    name = "test",
    description = {
      "Validate a template's images in several regions, each on its own instance.",
      "It tests in the regions of --region, else in those that the template names."
    })
public final class AmiTestCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<template>",
      description = "The template; Kiln tests images of its current content.")
  private String template = "";

  @Option(
      names = "--all-regions",
      description = "Also test in every other region of the account that has the image.")
  private boolean allRegions;

  @Mixin private ValidateFlags flags = new ValidateFlags();

  public AmiTestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (template.startsWith("ami-")) {
      throw CliFailure.usage(
          "cannot test '%s' in several regions: it is one image; kiln ami validate %s"
              .formatted(template, template));
    }
    CompiledChain read = flags.chain.read(invocation, template);
    List<Region> named = invocation.regions();
    List<Region> wanted = named.isEmpty() ? read.chain().top().regions() : named;
    try (Connection connection = invocation.connect()) {
      ValidateWorkflow.Request request =
          new SubjectChoice(invocation, flags)
              .template(read, wanted, connection.defaultRegion(), allRegions);
      return flags.run(invocation, connection, request);
    }
  }
}
