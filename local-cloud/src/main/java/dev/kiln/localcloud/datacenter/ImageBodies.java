package dev.kiln.localcloud.datacenter;

import software.amazon.awssdk.services.ec2.model.Image;

/** The members that all images here have in common. */
public final class ImageBodies {
  /** The device name of the root volume. */
  public static final String ROOT = "/dev/xvda";

  private ImageBodies() {}

  public static Image completed(Image.Builder image) {
    Image given = image.build();
    String root = given.rootDeviceName() == null ? ROOT : given.rootDeviceName();
    return image
        .imageLocation(given.ownerId() + "/" + given.name())
        .imageType("machine")
        .rootDeviceName(root)
        .rootDeviceType("ebs")
        .virtualizationType("hvm")
        .hypervisor("xen")
        .enaSupport(true)
        .sriovNetSupport("simple")
        .platformDetails("Linux/UNIX")
        .usageOperation("RunInstances")
        .bootMode("arm64".equals(given.architectureAsString()) ? "uefi" : "uefi-preferred")
        .deregistrationProtection("disabled")
        .build();
  }
}
