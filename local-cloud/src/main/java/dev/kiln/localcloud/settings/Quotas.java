package dev.kiln.localcloud.settings;

/**
 * The quotas of one account in one region; the defaults are AWS's.
 *
 * @param vcpus of all running instances together
 * @param publicImages that everybody may launch
 * @param images of any kind
 * @param concurrentCopies that may be pending into the region
 */
public record Quotas(int vcpus, int publicImages, int images, int concurrentCopies) {
  public static Quotas documented() {
    return new Quotas(1152, 5, 50_000, 20);
  }

  public Quotas withVcpus(int limit) {
    return new Quotas(limit, publicImages, images, concurrentCopies);
  }

  public Quotas withPublicImages(int limit) {
    return new Quotas(vcpus, limit, images, concurrentCopies);
  }

  public Quotas withConcurrentCopies(int limit) {
    return new Quotas(vcpus, publicImages, images, limit);
  }
}
