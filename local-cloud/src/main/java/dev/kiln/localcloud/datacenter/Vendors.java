package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/**
 * The vendors' images, in every region. Each is the tree of that name if one was bootstrapped, else
 * this computer's own root if it uses the same package manager; name and description then say so.
 */
public final class Vendors {
  /** The account that owns the image of this computer. */
  static final String LOCAL_OWNER = "999999999999";

  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant OUT_OF_DATE = Instant.parse("2026-02-01T00:00:00Z");
  private static final int ROOT_GIB = 8;

  private final Supplier<Machines> machines;
  private final Conditions conditions;
  private final HostSystem computer = HostSystem.here();

  public Vendors(Supplier<Machines> machines, Conditions conditions) {
    this.machines = machines;
    this.conditions = conditions;
  }

  /** All images that a region offers. */
  Stream<StoredImage> images(String region) {
    return Stream.of(Vendor.values())
        .flatMap(
            vendor ->
                Stream.of("x86_64", "arm64")
                    .flatMap(architecture -> image(region, vendor, architecture).stream()));
  }

  /** The image of an id; opens the machines only if it is one of these. */
  public Optional<StoredImage> find(String region, String id) {
    return Stream.of(Vendor.values())
        .flatMap(
            vendor ->
                Stream.of("x86_64", "arm64")
                    .filter(architecture -> id(region, vendor, architecture).equals(id))
                    .flatMap(architecture -> image(region, vendor, architecture).stream()))
        .findFirst();
  }

  /**
   * The image id that a public parameter holds; empty if it is none of the vendors' paths.
   *
   * @throws AwsFailure if it is one, but nothing here can stand in for it
   */
  public Optional<String> parameter(String region, String path) {
    for (Vendor vendor : Vendor.values()) {
      Matcher matcher = vendor.parameter().matcher(path);
      if (matcher.matches()) {
        String architecture = matcher.group("arch").replace("amd64", "x86_64");
        if (vendor == Vendor.HOST && !architecture.equals(computer.architecture())) {
          throw new AwsFailure(
              400,
              "ParameterNotFound",
              "Parameter %s not found: this computer is %s; use that architecture or a vendor's image"
                  .formatted(path, computer.architecture()));
        }
        return Optional.of(
            image(region, vendor, architecture).orElseThrow(() -> missing(vendor, path)).id());
      }
    }
    return Optional.empty();
  }

  /** Whether this computer runs programs of an architecture. */
  public boolean runs(String architecture) {
    return architecture.equals(computer.architecture());
  }

  private AwsFailure missing(Vendor vendor, String path) {
    if (machines.get().base("host").isEmpty()) {
      return AwsFailure.refused(
          "ParameterNotFound",
          "Parameter %s not found: only root can build on the root filesystem of this computer; run Kiln as root, or create a base with 'kiln local-cloud --bootstrap debian-12'"
              .formatted(path));
    }
    return AwsFailure.refused(
        "ParameterNotFound",
        "Parameter %s not found: %s needs %s, which this computer (%s) lacks; create the base with 'kiln local-cloud --bootstrap %s' or build on 'host'"
            .formatted(path, vendor, vendor.packages(), computer.system(), vendor));
  }

  private static String id(String region, Vendor vendor, String architecture) {
    return Ids.of("ami", "vendor/" + region + "/" + vendor + "/" + architecture);
  }

  private Optional<StoredImage> image(String region, Vendor vendor, String architecture) {
    boolean ours = architecture.equals(computer.architecture());
    Optional<List<LayerId>> own = ours ? machines.get().base(vendor.toString()) : Optional.empty();
    boolean standIn = own.isEmpty();
    if (vendor != Vendor.HOST && standIn && !computer.packages().equals(vendor.packages())) {
      return Optional.empty();
    }
    if (vendor == Vendor.HOST && !ours) {
      return Optional.empty();
    }
    List<LayerId> layers = own.or(() -> machines.get().base("host")).orElse(List.of());
    if (ours && layers.isEmpty()) {
      return Optional.empty(); // this computer's root is no base for a user who is not root
    }
    Image body = body(region, vendor, architecture, standIn ? standInFor(vendor) : "");
    return Optional.of(
        new StoredImage(
            new Place(vendor.owner(), region),
            body,
            Lifecycle.of("available"),
            MADE,
            layers.stream().map(LayerId::value).toList(),
            ours,
            List.of(LaunchPermission.builder().group("all").build()),
            Optional.empty(),
            conditions.hold(Condition.DEPRECATED_BASES)
                ? Optional.of(OUT_OF_DATE)
                : Optional.empty()));
  }

  private String standInFor(Vendor vendor) {
    return "local stand-in for %s: %s".formatted(vendor, computer.system());
  }

  private Image body(String region, Vendor vendor, String architecture, String standIn) {
    String id = id(region, vendor, architecture);
    String snapshot = Ids.of("snap", id);
    String name = vendor.imageName(architecture);
    Image.Builder image =
        Image.builder()
            .imageId(id)
            .name(standIn.isEmpty() ? name : name + " (" + nameable(standIn) + ")")
            .description(
                vendor == Vendor.HOST
                    ? "The root filesystem of this computer: " + computer.system()
                    : standIn.isEmpty() ? vendor + ", bootstrapped on this computer" : standIn)
            .ownerId(vendor.owner())
            .architecture(architecture)
            .creationDate("2026-01-01T00:00:00.000Z")
            .imdsSupport(vendor == Vendor.AL2023 ? "v2.0" : null)
            .blockDeviceMappings(
                BlockDeviceMapping.builder()
                    .deviceName(ImageBodies.ROOT)
                    .ebs(
                        EbsBlockDevice.builder()
                            .snapshotId(snapshot)
                            .volumeSize(ROOT_GIB)
                            .volumeType("gp3")
                            .deleteOnTermination(true)
                            .encrypted(false)
                            .build())
                    .build());
    if (vendor == Vendor.AL2023) {
      image.imageOwnerAlias("amazon");
    }
    return ImageBodies.completed(image);
  }

  private static String nameable(String text) {
    return text.replaceAll("[^A-Za-z0-9 ./@_'-]+", " ").replaceAll(" +", " ").strip();
  }
}
