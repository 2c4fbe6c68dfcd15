package dev.kiln.model;

/** An image in any region: an id is unique only within its region. */
public record RegionalAmi(Region region, AmiId ami) implements Comparable<RegionalAmi> {
  @Override
  public int compareTo(RegionalAmi other) {
    int regions = region.compareTo(other.region);
    return regions == 0 ? ami.compareTo(other.ami) : regions;
  }

  @Override
  public String toString() {
    return ami + " in " + region;
  }
}
