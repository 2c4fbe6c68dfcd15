package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.ChainFiles;
import dev.kiln.cli.files.ReadChain;
import dev.kiln.cli.files.ReadFlags;
import dev.kiln.cli.json.TemplatesDocument;
import dev.kiln.model.chain.ResolvedTemplate;
import dev.kiln.model.chain.ResolvedText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln template show}. */
@Command(name = "show", description = "Show a template, as written or merged with its parents.")
public final class TemplateShowCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<file|name>", description = "The template to show.")
  private String template = "";

  @Option(
      names = "--resolved",
      description = "Show the merged template, and the source of each part.")
  private boolean resolved;

  @Mixin private ReadFlags flags = new ReadFlags();

  public TemplateShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ReadChain read = new ChainFiles(invocation.console(), flags.options()).read(template);
    String text =
        resolved
            ? ResolvedText.of(ResolvedTemplate.of(read.chain()))
            : read.sources().get(0).text();
    if (invocation.options().json()) {
      invocation.printJson(TemplatesDocument.shown(template, resolved, text));
    } else {
      invocation.console().out().print(text.endsWith("\n") ? text : text + "\n");
    }
    return ExitCode.OK;
  }
}
