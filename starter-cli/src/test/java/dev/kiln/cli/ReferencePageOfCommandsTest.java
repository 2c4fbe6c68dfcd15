package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * {@code docs/reference/cli.md} lists every command with its help and is generated from the
 * commands: run this with {@code -Dgolden.write=true} to rewrite it.
 */
final class ReferencePageOfCommandsTest {
  private static final String BEGIN = "<!-- made from the commands: do not edit below -->\n";

  @Test
  void theReferencePageMatchesTheCommands() throws IOException {
    String page = Repository.text("docs/reference/cli.md");
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String current = head + commands();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(Repository.file("docs/reference/cli.md"), current);
      return;
    }

    assertThat(page).isEqualTo(current);
  }

  private static String commands() {
    StringBuilder page = new StringBuilder();
    add(CommandTree.whole(), page);
    return page.toString();
  }

  private static void add(CommandLine command, StringBuilder page) {
    List<CommandLine> below = List.copyOf(command.getSubcommands().values());
    if (below.isEmpty()) {
      page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
      page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
      page.append("\n```\n");
    }
    below.forEach(sub -> add(sub, page));
  }
}
