package dev.kiln.cli.completion;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for fish, which picocli does not support. */
final class FishCompletion {
  /** Compares the words before the cursor, without options, with a path of commands. */
  private static final String FUNCTIONS =
      """
      function __kiln_words
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word; or echo $word
          end
      end
      function __kiln_at
          set -l words (__kiln_words)
          test "$words" = "$argv"
      end
      function __kiln_in
          set -l words (__kiln_words)
          string match -q -- "$argv*" "$words"
      end
      """;

  private final StringBuilder script = new StringBuilder(FUNCTIONS);

  private FishCompletion() {}

  static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion();
    completion.add(root, "");
    return completion.script.toString();
  }

  private void add(CommandLine command, String path) {
    boolean group = !command.getSubcommands().isEmpty();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              script.append(
                  "complete -c kiln -f -n '__kiln_at %s' -a %s -d %s\n"
                      .formatted(path, name, quoted(about(sub))));
              add(sub, path.isEmpty() ? name : path + " " + name);
            });
    if (!group) {
      command.getCommandSpec().options().forEach(option -> option(option, path));
    }
  }

  private void option(OptionSpec option, String path) {
    String names =
        Arrays.stream(option.names())
            .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.charAt(1))
            .collect(Collectors.joining(" "));
    boolean takesValue = option.arity().max() > 0;
    String about = Arrays.stream(option.description()).findFirst().orElse("");
    script.append(
        "complete -c kiln -n '__kiln_in %s' %s%s -d %s\n"
            .formatted(path, names, takesValue ? " -r" : "", quoted(about)));
  }

  private static String about(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().description())
        .findFirst()
        .orElse("");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
