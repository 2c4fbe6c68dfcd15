package dev.kiln.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help that lists a command's own options separately from the options of every command. */
final class HelpLayout {
  private HelpLayout() {}

  /** Sets it for a command and all below it. */
  static CommandLine applyTo(CommandLine line) {
    line.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    line.getSubcommands().values().forEach(HelpLayout::applyTo);
    return line;
  }

  private static String options(Help help) {
    List<OptionSpec> visible =
        help.commandSpec().options().stream().filter(option -> !option.hidden()).toList();
    List<OptionSpec> own = visible.stream().filter(option -> !option.inherited()).toList();
    List<OptionSpec> global = visible.stream().filter(OptionSpec::inherited).toList();
    return section(help, "Options:", own) + section(help, "Options of every command:", global);
  }

  private static String section(Help help, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return "";
    }
    ColorScheme colors = help.colorScheme();
    Layout layout = help.createDefaultLayout(options, List.of(), colors);
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return heading + System.lineSeparator() + layout;
  }
}
