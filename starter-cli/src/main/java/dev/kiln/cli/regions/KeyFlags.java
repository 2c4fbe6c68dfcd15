package dev.kiln.cli.regions;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The KMS keys that encrypt copies. A key belongs to one region, so each region needs its own. */
@Command
public final class KeyFlags {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:[a-z-]+:kms:([a-z0-9-]+):[0-9]{12}:(?:key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+");

  @Option(
      names = "--kms-key",
      paramLabel = "<region=key>",
      split = ",",
      description =
          "Encrypt the copy in this region with this KMS key, by its ARN, id or alias; repeat the"
              + " option for several.")
  private Map<String, String> keys = new LinkedHashMap<>();

  /**
   * The keys by region.
   *
   * @param regions the target regions
   * @throws CliFailure if a key is malformed, belongs to another region, or names no target region
   */
  public Map<Region, String> of(List<Region> regions) {
    Map<Region, String> read = new TreeMap<>();
    keys.forEach(
        (name, key) -> {
          Region region =
              regions.stream()
                  .filter(known -> known.value().equals(name))
                  .findFirst()
                  .orElseThrow(
                      () -> refused(key, "'%s' is not a region to copy to".formatted(name)));
          requireOf(region, key);
          read.put(region, key);
        });
    return read;
  }

  private static void requireOf(Region region, String key) {
    Matcher arn = ARN.matcher(key);
    if (arn.matches()) {
      if (!arn.group(1).equals(region.value())) {
        throw refused(key, "it belongs to " + arn.group(1) + ", not to " + region);
      }
    } else if (!ID.matcher(key).matches()) {
      throw refused(key, "it is not the ARN, id or alias of a key");
    }
  }

  private static CliFailure refused(String key, String fact) {
    return CliFailure.usage("cannot encrypt with '%s': %s; correct --kms-key".formatted(key, fact));
  }
}
