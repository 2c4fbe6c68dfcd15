package dev.kiln.cli;

import dev.kiln.cli.builds.AmiBuildCommand;
import dev.kiln.cli.capture.AmiCreateCommand;
import dev.kiln.cli.capture.AmiCreateMultiCommand;
import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.completion.CompletionCommand;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.copy.AmiCopyCommand;
import dev.kiln.cli.doctor.DoctorCommand;
import dev.kiln.cli.images.AmiDescribeCommand;
import dev.kiln.cli.images.AmiDiffCommand;
import dev.kiln.cli.images.AmiListCommand;
import dev.kiln.cli.images.AmiTreeCommand;
import dev.kiln.cli.janitor.JanitorCommand;
import dev.kiln.cli.matrix.AmiBuildAllCommand;
import dev.kiln.cli.registry.AmiPromoteCommand;
import dev.kiln.cli.registry.AmiRegistryCommand;
import dev.kiln.cli.registry.AmiRollbackCommand;
import dev.kiln.cli.registry.AmiUpdateRegistryCommand;
import dev.kiln.cli.registry.AmiUpdateTemplatesCommand;
import dev.kiln.cli.retire.AmiCleanupCommand;
import dev.kiln.cli.retire.AmiDeleteCommand;
import dev.kiln.cli.retire.AmiDeprecateCommand;
import dev.kiln.cli.retire.AmiDisableCommand;
import dev.kiln.cli.retire.AmiEnableCommand;
import dev.kiln.cli.retire.AmiGcCommand;
import dev.kiln.cli.share.AmiPermissionsCommand;
import dev.kiln.cli.share.AmiShareChainCommand;
import dev.kiln.cli.share.AmiShareCommand;
import dev.kiln.cli.share.AmiUnshareCommand;
import dev.kiln.cli.stack.DownCommand;
import dev.kiln.cli.stack.LocalCloudCommand;
import dev.kiln.cli.stack.UpCommand;
import dev.kiln.cli.stack.WorkerCommand;
import dev.kiln.cli.started.AmiStatusCommand;
import dev.kiln.cli.started.BuildCancelCommand;
import dev.kiln.cli.started.BuildListCommand;
import dev.kiln.cli.started.BuildLogsCommand;
import dev.kiln.cli.started.BuildRetryCommand;
import dev.kiln.cli.started.BuildStatusCommand;
import dev.kiln.cli.template.TemplateLintCommand;
import dev.kiln.cli.template.TemplateListCommand;
import dev.kiln.cli.template.TemplateSchemaCommand;
import dev.kiln.cli.template.TemplateShowCommand;
import dev.kiln.cli.template.TemplateValidateCommand;
import dev.kiln.cli.validate.AmiTestCommand;
import dev.kiln.cli.validate.AmiValidateCommand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The list of all commands. Kiln creates only the commands that a command line names. The JVM does
 * not load the classes of the others, so {@code kiln --help} answers at once.
 */
final class CommandTree {
  /** The groups and their descriptions. */
  private static final Map<String, String> GROUPS =
      new TreeMap<>(
          Map.of(
              "ami", "Build, inspect, test and share images.",
              "build", "Inspect builds, cancel them and read their logs.",
              "template", "Check and show templates."));

  /** Every command, in the order in which the help lists them. */
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("ami", "build", AmiBuildCommand::new),
          new Entry("ami", "create", AmiCreateCommand::new),
          new Entry("ami", "create-multi", AmiCreateMultiCommand::new),
          new Entry("ami", "build-all", AmiBuildAllCommand::new),
          new Entry("ami", "list", AmiListCommand::new),
          new Entry("ami", "describe", AmiDescribeCommand::new),
          new Entry("ami", "status", AmiStatusCommand::new),
          new Entry("ami", "tree", AmiTreeCommand::new),
          new Entry("ami", "copy", AmiCopyCommand::new),
          new Entry("ami", "diff", AmiDiffCommand::new),
          new Entry("ami", "validate", AmiValidateCommand::new),
          new Entry("ami", "test", AmiTestCommand::new),
          new Entry("ami", "share", AmiShareCommand::new),
          new Entry("ami", "share-chain", AmiShareChainCommand::new),
          new Entry("ami", "unshare", AmiUnshareCommand::new),
          new Entry("ami", "permissions", AmiPermissionsCommand::new),
          new Entry("ami", "delete", AmiDeleteCommand::new),
          new Entry("ami", "gc", AmiGcCommand::new),
          new Entry("ami", "cleanup", AmiCleanupCommand::new),
          new Entry("ami", "deprecate", AmiDeprecateCommand::new),
          new Entry("ami", "disable", AmiDisableCommand::new),
          new Entry("ami", "enable", AmiEnableCommand::new),
          new Entry("ami", "update-registry", AmiUpdateRegistryCommand::new),
          new Entry("ami", "promote", AmiPromoteCommand::new),
          new Entry("ami", "rollback", AmiRollbackCommand::new),
          new Entry("ami", "registry", AmiRegistryCommand::new),
          new Entry("ami", "update-templates", AmiUpdateTemplatesCommand::new),
          new Entry("template", "list", TemplateListCommand::new),
          new Entry("template", "show", TemplateShowCommand::new),
          new Entry("template", "validate", TemplateValidateCommand::new),
          new Entry("template", "lint", TemplateLintCommand::new),
          new Entry("template", "schema", TemplateSchemaCommand::new),
          new Entry("build", "list", BuildListCommand::new),
          new Entry("build", "status", BuildStatusCommand::new),
          new Entry("build", "logs", BuildLogsCommand::new),
          new Entry("build", "cancel", BuildCancelCommand::new),
          new Entry("build", "retry", BuildRetryCommand::new),
          new Entry("", "up", UpCommand::new),
          new Entry("", "down", DownCommand::new),
          new Entry("", "worker", WorkerCommand::new),
          new Entry("", "janitor", JanitorCommand::new),
          new Entry("", "local-cloud", LocalCloudCommand::new),
          new Entry("", "doctor", DoctorCommand::new),
          new Entry("", "completion", CommandTree::completion));

  private CommandTree() {}

  /** The commands that {@code arguments} may mean; all of them if it names none. */
  static CommandLine forArguments(List<String> arguments, Function<KilnCommand, Invocation> given) {
    List<Entry> named = ENTRIES.stream().filter(entry -> entry.isNamedIn(arguments)).toList();
    return assemble(named.isEmpty() ? ENTRIES : named, given);
  }

  /** All commands, for reading their help; none of them can run. */
  static CommandLine whole() {
    return assemble(
        ENTRIES,
        root ->
            new Invocation(
                Console.ofProcess(),
                root.options,
                options -> {
                  throw new CliFailure("cannot connect: this command tree is only for reading");
                }));
  }

  private static CommandLine assemble(
      List<Entry> entries, Function<KilnCommand, Invocation> given) {
    KilnCommand root = new KilnCommand();
    CommandLine line = new CommandLine(root);
    Invocation invocation = given.apply(root);
    for (Entry entry : entries) {
      CommandLine parent = entry.group().isEmpty() ? line : group(line, entry.group());
      parent.addSubcommand(entry.name(), entry.command().apply(invocation));
    }
    return HelpLayout.applyTo(line);
  }

  /** Completion covers all commands, so it gets the whole tree. */
  private static CompletionCommand completion(Invocation invocation) {
    return new CompletionCommand(invocation, () -> assemble(ENTRIES, root -> invocation));
  }

  private static CommandLine group(CommandLine root, String name) {
    CommandLine known = root.getSubcommands().get(name);
    if (known != null) {
      return known;
    }
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(GROUPS.getOrDefault(name, ""));
    spec.usageMessage().synopsisSubcommandLabel("<command>");
    CommandLine made = new CommandLine(spec);
    root.addSubcommand(name, made);
    return made;
  }

  /**
   * One command.
   *
   * @param group the word before its name; empty if there is none
   * @param command creates the picocli object, a {@code Callable<Integer>} that gives the exit code
   */
  private record Entry(String group, String name, Function<Invocation, Object> command) {
    boolean isNamedIn(List<String> arguments) {
      return arguments.contains(name) && (group.isEmpty() || arguments.contains(group));
    }
  }
}
