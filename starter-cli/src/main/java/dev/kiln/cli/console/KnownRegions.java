package dev.kiln.cli.console;

import dev.kiln.model.Region;
import dev.kiln.model.schema.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions of AWS, so that Kiln reports a misspelt name before it starts anything. {@value
 * #OURS} adds regions newer than this list.
 */
public final class KnownRegions {
  /** The variable that names the user's regions, including any newer than this Kiln. */
  public static final String OURS = "KILN_REGIONS";

  /** The regions of {@code --region all}. */
  private static final List<String> ENABLED_BY_DEFAULT =
      List.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ca-central-1",
          "sa-east-1",
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-north-1",
          "ap-south-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-southeast-1",
          "ap-southeast-2");

  /** Opt-in regions, and regions of the other partitions. */
  private static final List<String> OTHERS =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "cn-north-1",
          "cn-northwest-1",
          "us-gov-east-1",
          "us-gov-west-1",
          "eusc-de-east-1");

  private final List<String> known;
  private final List<String> ours;

  public KnownRegions(Optional<String> ours) {
    this.ours =
        ours.stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    this.known = Stream.of(ENABLED_BY_DEFAULT, OTHERS, this.ours).flatMap(List::stream).toList();
  }

  /**
   * The user's regions.
   *
   * @throws CliFailure if one cannot be a region
   */
  public List<Region> ours() {
    try {
      return ours.stream().map(Region::new).distinct().toList();
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct " + OURS);
    }
  }

  /**
   * Reads the user's region names; {@code all} means every region that accounts have by default.
   *
   * @throws CliFailure if a name is no known region
   */
  public List<Region> read(List<String> written) {
    List<Region> regions = new ArrayList<>();
    for (String name : written) {
      if (name.equals("all")) {
        ENABLED_BY_DEFAULT.stream().map(Region::new).forEach(regions::add);
      } else if (known.contains(name)) {
        regions.add(new Region(name));
      } else {
        throw unknown(name);
      }
    }
    return regions.stream().distinct().toList();
  }

  private CliFailure unknown(String name) {
    String hint =
        NearestName.among(known, name).map(near -> "did you mean " + near + "? If").orElse("if");
    return CliFailure.usage(
        "cannot use region '%s': Kiln knows no such region; %s AWS has opened it since, set %s=%s"
            .formatted(name, hint, OURS, name));
  }
}
