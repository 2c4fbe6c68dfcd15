package dev.kiln.localcloud.state;

/** Where a resource is: two accounts share a region without seeing each other. */
public record Place(String account, String region) {
  @Override
  public String toString() {
    return account + "/" + region;
  }
}
