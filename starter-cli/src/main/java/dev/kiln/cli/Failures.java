package dev.kiln.cli;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.model.schema.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a failure into one line on stderr and an exit code. */
final class Failures {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /** A command line that picocli could not read. */
  int usage(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    String message = inOneLine(String.valueOf(problem.getMessage())).replaceFirst("^Error: ", "");
    String see = "see '" + command.getCommandSpec().qualifiedName() + " --help'";
    String next = nearest(problem).map(near -> "did you mean " + near + "? Or " + see).orElse(see);
    print("cannot read the command line: " + lowered(message) + "; " + next);
    return ExitCode.USAGE;
  }

  /** A command that ended in an exception. */
  int failed(Exception problem, boolean verbose) {
    if (problem instanceof CliFailure failure) {
      print(String.valueOf(failure.getMessage()));
      if (verbose && failure.getCause() != null) {
        failure.getCause().printStackTrace(console.err());
      }
      return failure.exitCode();
    }
    if (problem instanceof WorkFailure failure) {
      return failed(
          failure.kind() == WorkFailure.Kind.UNUSABLE
              ? CliFailure.usage(failure.reason())
              : new CliFailure(failure.reason(), failure),
          verbose);
    }
    if (verbose) {
      problem.printStackTrace(console.err());
    }
    String fact = problem.getClass().getSimpleName() + ": " + problem.getMessage();
    print("cannot finish: " + fact + (verbose ? "" : "; run it again with --verbose for details"));
    return ExitCode.FAILED;
  }

  private void print(String message) {
    console.err().println("kiln: " + message);
  }

  /** The option or command nearest to the first word that picocli does not know. */
  private static Optional<String> nearest(ParameterException problem) {
    if (!(problem instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    List<String> words = unmatched.getUnmatched();
    String word = words.isEmpty() ? "" : words.get(0);
    CommandLine command = problem.getCommandLine();
    Collection<String> known =
        word.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    return NearestName.among(known, word);
  }

  private static String lowered(String message) {
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  /** Picocli repeats a word when a map has the wrong form. */
  private static String inOneLine(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("it is wrong")
        .replace("for option option ", "for option ");
  }
}
