package dev.kiln.localcloud.datacenter;

import java.util.regex.Pattern;

/** A vendor's image: who owns it, which public parameter names it, what its packages are. */
enum Vendor {
  HOST("host", Vendors.LOCAL_OWNER, "/kiln/local/host/(?<arch>x86_64|arm64)", "host"),
  UBUNTU_20_04("ubuntu-20.04", "20.04", "ubuntu-focal-20.04"),
  UBUNTU_22_04("ubuntu-22.04", "22.04", "ubuntu-jammy-22.04"),
  UBUNTU_24_04("ubuntu-24.04", "24.04", "ubuntu-noble-24.04"),
  DEBIAN_12(
      "debian-12",
      "136693071363",
      "/aws/service/debian/release/12/latest/(?<arch>amd64|arm64)",
      "debian-12"),
  DEBIAN_13(
      "debian-13",
      "136693071363",
      "/aws/service/debian/release/13/latest/(?<arch>amd64|arm64)",
      "debian-13"),
  AL2023(
      "al2023",
      "137112412989",
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-(?<arch>x86_64|arm64)",
      "al2023-ami-2023-kernel-default");

  private final String label;
  private final String owner;
  private final Pattern parameter;
  private final String imageName;

  Vendor(String label, String version, String imageName) {
    this(
        label,
        "099720109477",
        "/aws/service/canonical/ubuntu/server/"
            + version.replace(".", "\\.")
            + "/stable/current/(?<arch>amd64|arm64)/hvm/ebs-gp[23]/ami-id",
        "ubuntu/images/hvm-ssd-gp3/" + imageName);
  }

  Vendor(String label, String owner, String parameter, String imageName) {
    this.label = label;
    this.owner = owner;
    this.parameter = Pattern.compile(parameter);
    this.imageName = imageName;
  }

  String owner() {
    return owner;
  }

  Pattern parameter() {
    return parameter;
  }

  String imageName(String architecture) {
    boolean kernelSpelling = this == AL2023 || this == HOST;
    return imageName
        + "-"
        + (kernelSpelling ? architecture : architecture.replace("x86_64", "amd64"));
  }

  /** The package manager that templates for it expect. */
  String packages() {
    return this == AL2023 ? "dnf" : "apt";
  }

  /** The name that templates and bootstrapped trees use. */
  @Override
  public String toString() {
    return label;
  }
}
