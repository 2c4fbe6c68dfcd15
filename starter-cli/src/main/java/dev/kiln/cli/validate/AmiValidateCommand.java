package dev.kiln.cli.validate;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami validate}. */
@Command(
    name = "validate",
    description = {
      "Boot a fresh instance of an image and run the checks of its whole chain.",
      "The image does not change; its tags record the result of the checks."
    })
public final class AmiValidateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<template|ami|name>",
      description = "A template, for the image of its current content; or an image's id or name.")
  private String subject = "";

  @Option(
      names = {"-t", "--template"},
      paramLabel = "<file|name>",
      description =
          "For an image: run the checks of this template (default: the installed template that"
              + " the image was made from).")
  private Optional<String> template = Optional.empty();

  @Mixin private ValidateFlags flags = new ValidateFlags();

  public AmiValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(subject);
    SubjectChoice choice = new SubjectChoice(invocation, flags);
    boolean image = template.isPresent() || !choice.isTemplate(subject);
    Optional<CompiledChain> read =
        image
            ? template.map(named -> flags.chain.read(invocation, named))
            : Optional.of(flags.chain.read(invocation, subject));
    try (Connection connection = invocation.connect()) {
      ValidateWorkflow.Request request =
          image
              ? choice.image(subject, read, connection)
              : choice.template(
                  read.orElseThrow(), invocation.regions(), connection.defaultRegion(), false);
      return flags.run(invocation, connection, request);
    }
  }
}
