package dev.kiln.model.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about single commands.
 *
 * @param finds the unwise pattern
 * @param unless a pattern in the same command that makes it acceptable
 * @param message the problem
 * @param hint what to write instead
 */
record CommandRule(Pattern finds, Pattern unless, String message, String hint) {
  /** The start of a word that runs as a command. */
  private static final String RUN = "(?:^|[;&|(]|\\bthen\\b|\\bdo\\b|\\bsudo\\b|\\belse\\b)\\s*";

  private static final Pattern END = Pattern.compile("[;&|]");

  private static final Pattern NEVER = Pattern.compile("(?!)");

  static final List<CommandRule> ALL =
      List.of(
          rule(
              "\\b(?:curl|wget)\\b[^|;]*\\|\\s*(?:sudo\\s+(?:-\\S+\\s+)*)?(?:/\\S*/)?"
                  + "(?:ba|z|da|k)?(?:sh|python[0-9.]*|perl|ruby)\\b",
              NEVER,
              "this runs a download without checking it",
              "save it to a file, compare it with `sha256sum --check`, then run the file"),
          rule(
              "(?:\\b(?:ba)?sh\\b|\\bsource\\b|\\beval\\b|(?:^|\\s)\\.\\s)[^;|]*(?:<\\(|\\$\\(|`)\\s*(?:curl|wget)\\b",
              NEVER,
              "this runs a download without checking it",
              "save it to a file, compare it with `sha256sum --check`, then run the file"),
          rule(
              RUN
                  + "(?:\\w+=\\S*\\s+)*apt(?:-get)?\\s(?=[^;&|]*\\b(?:install|upgrade|dist-upgrade|full-upgrade|remove|purge|autoremove)\\b)",
              hasOption("y", "--yes", "--assume-yes", "-qq"),
              "apt-get asks for confirmation, and no one can answer during a build",
              "add -y"),
          rule(
              RUN + "(?:dnf|yum)\\s(?=[^;&|]*\\b(?:install|update|upgrade|remove)\\b)",
              hasOption("y", "--assumeyes"),
              "dnf asks for confirmation, and no one can answer during a build",
              "add -y"),
          rule(
              RUN + "(?:\\S*/)?(?:conda|mamba)\\s+(?:install|create|update|remove)\\b",
              hasOption("y", "--yes"),
              "conda asks for confirmation, and no one can answer during a build",
              "add -y"),
          rule(
              RUN + "add-apt-repository\\b",
              hasOption("y", "--yes"),
              "add-apt-repository asks for confirmation, and no one can answer during a build",
              "add -y"),
          rule(
              "\\bapt-key\\b",
              NEVER,
              "current distributions have no apt-key, and its keys are trusted for every repository",
              "put the key into /etc/apt/keyrings and name it in the source with signed-by="),
          rule(
              "\\bchmod\\s+(?:-\\w+\\s+)*(?:0?777|[ugoa]*[oa][ugoa]*\\+[rxXst]*w\\w*|\\+[rx]*w\\w*)\\s",
              NEVER,
              "every user can write to it and so replace it",
              "give it to the user who needs it with chown, or to a group with chmod g+w"),
          rule(
              "(?:--no-check-certificate|\\bcurl\\b[^;|]*\\s(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)\\b)",
              NEVER,
              "this does not check the server's certificate",
              "remove the option; install ca-certificates if the check fails"));

  private static CommandRule rule(String finds, Pattern unless, String message, String hint) {
    return new CommandRule(Pattern.compile(finds), unless, message, hint);
  }

  /** Short options may be combined, as in {@code -qy}. */
  private static Pattern hasOption(String letter, String... others) {
    String longer = String.join("|", others);
    return Pattern.compile("\\s(?:-[a-zA-Z]*" + letter + "[a-zA-Z]*|" + longer + ")(?=\\s|$)");
  }

  /** Whether any of the commands on this line breaks the rule. */
  boolean brokenBy(String line) {
    Matcher matcher = finds.matcher(line);
    while (matcher.find()) {
      Matcher end = END.matcher(line);
      int to = end.find(matcher.end()) ? end.start() : line.length();
      if (!unless.matcher(line.substring(matcher.start(), to)).find()) {
        return true;
      }
    }
    return false;
  }
}
