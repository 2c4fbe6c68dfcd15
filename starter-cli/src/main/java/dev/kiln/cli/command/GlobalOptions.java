package dev.kiln.cli.command;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before its name or after it. */
@Command
public final class GlobalOptions {
  /** The form of what is written to stdout. */
  public enum Output {
    text,
    json
  }

  @Option(
      names = "--address",
      paramLabel = "<host:port>",
      scope = ScopeType.INHERIT,
      description = "The Temporal frontend to use.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--namespace",
      paramLabel = "<name>",
      scope = ScopeType.INHERIT,
      description = "The Temporal namespace to use.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "<name>",
      scope = ScopeType.INHERIT,
      description = "The profile of temporal.toml to use.")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--embedded-temporal",
      scope = ScopeType.INHERIT,
      description = "Use the in-memory Temporal, even with real AWS.")
  private boolean embeddedTemporal;

  @Option(
      names = "--region",
      paramLabel = "<region>",
      split = ",",
      scope = ScopeType.INHERIT,
      description = "The AWS region; where several make sense, repeat it or give a comma list.")
  private List<String> region = new ArrayList<>();

  @Option(
      names = "--regions",
      paramLabel = "<region>",
      split = ",",
      scope = ScopeType.INHERIT,
      description =
          "The regions to copy to, or to look in; without --region a build is made in the first.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "The form of the result on stdout (default: text).")
  private Output output = Output.text;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show details: causes of errors, progress beside JSON.")
  private boolean verbose;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "Plain output; NO_COLOR in the environment does the same.")
  private boolean noColor;

  @Option(
      names = {"-y", "--yes"},
      scope = ScopeType.INHERIT,
      description = "Answer yes to every question.")
  private boolean yes;

  /** The connection they ask for, in a region where one is named. */
  ConnectOptions connect(Optional<Region> region) {
    return new ConnectOptions(address, namespace, profile, region, embeddedTemporal);
  }

  /** What {@code --region} says. */
  List<String> region() {
    return List.copyOf(region);
  }

  /** What {@code --regions} says. */
  List<String> regions() {
    return List.copyOf(regions);
  }

  public boolean json() {
    return output == Output.json;
  }

  public boolean verbose() {
    return verbose;
  }

  public boolean noColor() {
    return noColor;
  }

  public boolean yes() {
    return yes;
  }
}
