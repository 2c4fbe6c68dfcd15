package dev.kiln.cli.command;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.console.KnownRegions;
import dev.kiln.cli.json.JsonText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The input of a command: the console, the global options and the connector to Temporal. */
public record Invocation(Console console, GlobalOptions options, Connector connector) {
  /** Opens the connection and shows its banner, if it has one. */
  public Connection connect() {
    return connect(regions());
  }

  /** Opens the connection for a command that works in one of these regions. */
  public Connection connect(List<Region> homes) {
    Connection connection = connector.open(options.connect(homes.stream().findFirst()));
    connection.banner().ifPresent(console.err()::println);
    return connection;
  }

  /** The user's connection options. */
  public ConnectOptions connectOptions() {
    return options.connect(regions().stream().findFirst());
  }

  /**
   * The regions that the user named, {@code --region} first; none means the connection's default.
   *
   * @throws CliFailure if one is unknown
   */
  public List<Region> regions() {
    return Stream.concat(read(options.region()).stream(), destinations().stream())
        .distinct()
        .toList();
  }

  /** The source regions, from {@code --region}; none means the connection's default. */
  public List<Region> homes() {
    return read(options.region());
  }

  /** The target regions, from {@code --regions}. */
  public List<Region> destinations() {
    return read(options.regions());
  }

  /** The user's regions, from the environment. */
  public List<Region> ourRegions() {
    return knownRegions().ours();
  }

  private List<Region> read(List<String> written) {
    return knownRegions().read(written);
  }

  private KnownRegions knownRegions() {
    return new KnownRegions(console.variable(KnownRegions.OURS));
  }

  /** The regions that the user named, or the connection's default. */
  public List<Region> regionsOr(Connection connection) {
    List<Region> named = regions();
    return named.isEmpty() ? List.of(connection.defaultRegion()) : named;
  }

  /** Whether stdout is a terminal that supports escape sequences. */
  public boolean liveTerminal() {
    return !options.json()
        && !options.noColor()
        && console.variable("NO_COLOR").isEmpty()
        && !console.variable("TERM").orElse("dumb").equals("dumb")
        && console.terminal().columns().isPresent();
  }

  /** The colours and symbols that stdout supports. */
  public Style style() {
    if (!liveTerminal()) {
      return Style.PLAIN;
    }
    Optional<String> locale =
        console
            .variable("LC_ALL")
            .or(() -> console.variable("LC_CTYPE"))
            .or(() -> console.variable("LANG"));
    String charset = locale.orElse("").toLowerCase(Locale.ROOT);
    return new Style(true, charset.contains("utf-8") || charset.contains("utf8"));
  }

  /**
   * Asks the user to confirm an action that is hard to undo.
   *
   * @param undertaking the action, such as {@code delete these AMIs}
   * @throws CliFailure if the user declines, or if there is no way to ask and no {@code --yes}
   */
  public void confirm(String undertaking) {
    if (options.yes()) {
      return;
    }
    String answer =
        Optional.of(HumanText.capitalized(undertaking) + "? [y/N]")
            .filter(text -> !options.json())
            .flatMap(console.terminal()::ask)
            .orElseThrow(() -> unconfirmed(undertaking));
    if (!answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw new CliFailure("cannot " + undertaking + ": not confirmed; nothing was changed");
    }
  }

  private CliFailure unconfirmed(String undertaking) {
    return CliFailure.usage(
        "cannot %s without confirmation: %s; nothing was changed; rerun with --yes"
            .formatted(
                undertaking,
                options.json() ? "--output json asks no questions" : "no terminal to ask on"));
  }

  /** Prints lines to stdout. */
  public void print(List<String> lines) {
    lines.forEach(console.out()::println);
  }

  /** Prints a document to stdout. */
  public void printJson(Object document) {
    console.out().println(JsonText.of(document));
  }

  /** Prints a note to stderr. */
  public void note(String line) {
    console.err().println("kiln: " + line);
  }
}
