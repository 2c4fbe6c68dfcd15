package dev.kiln.cli.command;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.console.KnownRegions;
import dev.kiln.cli.json.JsonText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command is given: where to print, what the user said, and the way to Temporal. */
public record Invocation(Console console, GlobalOptions options, Connector connector) {
  /** Opens the connection and shows its banner, if it has one. */
  public Connection connect() {
    return connect(regions());
  }

  /** The same for a command whose own region is one of these. */
  public Connection connect(List<Region> homes) {
    Connection connection = connector.open(options.connect(homes.stream().findFirst()));
    connection.banner().ifPresent(console.err()::println);
    return connection;
  }

  /** What the user said about the connection. */
  public ConnectOptions connectOptions() {
    return options.connect(regions().stream().findFirst());
  }

  /**
   * The regions that the user named, that of {@code --region} first; none means the connection's
   * default.
   *
   * @throws CliFailure if one is unknown
   */
  public List<Region> regions() {
    return Stream.concat(read(options.region()).stream(), destinations().stream())
        .distinct()
        .toList();
  }

  /** Where {@code --region} says that something is; none means the connection's default. */
  public List<Region> homes() {
    return read(options.region());
  }

  /** Where {@code --regions} says that something is to go. */
  public List<Region> destinations() {
    return read(options.regions());
  }

  /** The regions that the user works in, as the environment says. */
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

  /** Whether stdout is a terminal that can do more than print. */
  public boolean liveTerminal() {
    return !options.json()
        && !options.noColor()
        && console.variable("NO_COLOR").isEmpty()
        && !console.variable("TERM").orElse("dumb").equals("dumb")
        && console.terminal().columns().isPresent();
  }

  /** The colours and symbols that stdout can take. */
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
   * Has the user agree to something that cannot simply be taken back.
   *
   * @param undertaking what is to be done, as in {@code delete these AMIs}
   * @throws CliFailure if the user does not, or cannot be asked and did not say {@code --yes}
   */
  public void confirm(String undertaking) {
    if (options.yes()) {
      return;
    }
    String question =
        undertaking.substring(0, 1).toUpperCase(Locale.ROOT) + undertaking.substring(1);
    String answer =
        Optional.of(question + "? [y/N]")
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

  /** Tells something beside the result. */
  public void note(String line) {
    console.err().println("kiln: " + line);
  }
}
