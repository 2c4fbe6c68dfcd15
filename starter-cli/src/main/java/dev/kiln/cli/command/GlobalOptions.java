package dev.kiln.cli.command;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command, before or after its name. */
@Command
public final class GlobalOptions {
  /** The format of stdout. */
  public enum Output {
    text,
    json
  }

  @Option(
      names = "--address",
      paramLabel = "<host:port>",
      scope = ScopeType.INHERIT,
      description = "Use this Temporal frontend.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--namespace",
      paramLabel = "<name>",
      scope = ScopeType.INHERIT,
      description = "Use this Temporal namespace.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "<name>",
      scope = ScopeType.INHERIT,
      description = "Use this profile of temporal.toml.")
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
      description = "The AWS region; some commands take several, repeated or separated by commas.")
  private List<String> region = new ArrayList<>();

  @Option(
      names = "--regions",
      paramLabel = "<region>",
      split = ",",
      scope = ScopeType.INHERIT,
      description = "The regions to copy to or search; without --region, Kiln builds in the first.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "The output format (default: text).")
  private Output output = Output.text;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show details: causes of errors, and progress with --output json.")
  private boolean verbose;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "Disable colors, like NO_COLOR in the environment.")
  private boolean noColor;

  @Option(
      names = {"-y", "--yes"},
      scope = ScopeType.INHERIT,
      description = "Answer yes to all questions.")
  private boolean yes;

  /** The connection options, with the region if one is named. */
  ConnectOptions connect(Optional<Region> region) {
    return new ConnectOptions(address, namespace, profile, region, embeddedTemporal);
  }

  /** The regions of {@code --region}. */
  List<String> region() {
    return List.copyOf(region);
  }

  /** The regions of {@code --regions}. */
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
