package dev.kiln.activities.image;

import dev.kiln.model.layer.CommandLimit;
import dev.kiln.model.layer.SetupStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a step into commands that Systems Manager accepts. Most scripts fit into the command that
 * runs them. A longer one goes ahead in pieces, a command each; the last command joins them,
 * compares the checksum of the whole, and runs it.
 */
final class StepCommands {
  private StepCommands() {}

  /** The commands in order; the last one runs the script. */
  static List<ShellCommand> of(SetupStep step, String token) {
    return of(step, StepScript.FOLDER, token);
  }

  /** The commands, with their state below another folder. */
  static List<ShellCommand> of(SetupStep step, String folder, String token) {
    String own = folder + "/" + token;
    PackedScript script = new PackedScript(step.script());
    List<ShellCommand> commands = new ArrayList<>();
    for (int piece = 1; !script.fits() && piece <= script.pieces(); piece++) {
      String comment = token + " " + script.name(piece) + " of " + script.pieces();
      List<String> lines = script.store(own, piece).lines().toList();
      commands.add(new ShellCommand(comment, lines, CommandLimit.MARGIN));
    }
    List<String> lines = StepScript.wrap(own, script, timeout(step).toSeconds());
    commands.add(new ShellCommand(token, lines, timeout(step).plus(CommandLimit.MARGIN)));
    return commands;
  }

  /** A step's own timeout, shortened if the agent would end the step sooner. */
  static Duration timeout(SetupStep step) {
    return step.timeout().compareTo(CommandLimit.LONGEST_STEP) > 0
        ? CommandLimit.LONGEST_STEP
        : step.timeout();
  }
}
