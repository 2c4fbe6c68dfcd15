package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.ABROAD;
import static dev.kiln.integration.retire.RetireStage.HOME;

import dev.kiln.integration.Account;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.UseKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A way to use an image.
 *
 * @param use uses the image, and returns the ID of its user
 */
record WayOfUse(UseKind kind, String name, BiFunction<RetireStage, RegionalAmi, String> use) {
  private static final String FRIEND = "111122223333";

  @Override
  public String toString() {
    return name;
  }

  static List<WayOfUse> all() {
    return Stream.of(images(), instances(), launches(), names(), otherAccounts())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WayOfUse> images() {
    return List.of(
        new WayOfUse(
            UseKind.CHILD,
            "an image in the same region was built on it",
            (on, image) -> id(on.we.image(HOME, "child-v1", Optional.of(image)))),
        new WayOfUse(
            UseKind.CHILD,
            "an image elsewhere was built on it",
            (on, image) -> id(on.we.image(ABROAD, "child-v1", Optional.of(image)))),
        new WayOfUse(UseKind.COPY, "a copy of it is being made", WayOfUse::unfinishedCopy));
  }

  private static List<WayOfUse> instances() {
    return List.of(
        new WayOfUse(
            UseKind.INSTANCE,
            "an instance runs from it",
            (on, image) -> on.we.launch(HOME, id(image))),
        new WayOfUse(
            UseKind.INSTANCE,
            "an instance of it is stopped",
            (on, image) -> {
              String instance = on.we.launch(HOME, id(image));
              on.we.ec2(HOME).stopInstances(r -> r.instanceIds(instance));
              return instance;
            }));
  }

  private static List<WayOfUse> launches() {
    return List.of(
        new WayOfUse(UseKind.LAUNCH_TEMPLATE, "a launch template launches it", WayOfUse::template),
        new WayOfUse(
            UseKind.LAUNCH_TEMPLATE,
            "the default version of a launch template, followed by many, launches it",
            WayOfUse::oldTemplate),
        new WayOfUse(
            UseKind.AUTO_SCALING_GROUP,
            "an auto-scaling group launches it by its launch configuration",
            WayOfUse::configuredGroup),
        new WayOfUse(
            UseKind.AUTO_SCALING_GROUP,
            "an auto-scaling group launches an old version of a launch template",
            WayOfUse::groupOfOldVersion));
  }

  private static List<WayOfUse> names() {
    return List.of(
        new WayOfUse(
            UseKind.SSM_PARAMETER,
            "a parameter names it",
            (on, image) -> {
              on.we.ssm(HOME).putParameter(r -> r.name("/golden/ami").value(id(image)));
              return "/golden/ami";
            }),
        new WayOfUse(
            UseKind.REGISTRY_CHANNEL,
            "a channel of a registry points to it",
            (on, image) -> {
              new StoredReleases(on).promote("gromacs", image);
              return "gromacs/stable";
            }),
        new WayOfUse(
            UseKind.REGISTRY_CHANNEL,
            "a channel of a registry can go back to it",
            (on, image) -> {
              new StoredReleases(on)
                  .promote("gromacs", image)
                  .promote("gromacs", on.we.image(HOME, "gromacs-v2", Optional.empty()));
              return "gromacs/stable";
            }));
  }

  private static List<WayOfUse> otherAccounts() {
    return List.of(
        new WayOfUse(
            UseKind.OTHER_ACCOUNT,
            "another account runs an instance from it",
            (on, image) -> {
              share(on, image);
              new Account(on.cloud, FRIEND).launch(HOME, id(image));
              return FRIEND;
            }),
        new WayOfUse(
            UseKind.OTHER_ACCOUNT,
            "another account's launch template launches it",
            (on, image) -> {
              share(on, image);
              new Account(on.cloud, FRIEND)
                  .ec2(HOME)
                  .createLaunchTemplate(
                      r -> r.launchTemplateName("theirs").launchTemplateData(of(image)));
              return FRIEND;
            }));
  }

  private static String id(RegionalAmi image) {
    return image.ami().value();
  }

  private static String unfinishedCopy(RetireStage on, RegionalAmi image) {
    on.cloud.faults().add(Fault.of("CopyImage", Fault.When.PENDING_FOREVER));
    TagSpecification tags =
        TagSpecification.builder()
            .resourceType(ResourceType.IMAGE)
            .tags(
                Tag.builder().key("ManagedBy").value("kiln").build(),
                Tag.builder().key("SourceAMI").value(id(image)).build())
            .build();
    return on.we
        .ec2(ABROAD)
        .copyImage(
            r ->
                r.sourceImageId(id(image))
                    .sourceRegion(HOME.value())
                    .name("copy")
                    .tagSpecifications(tags))
        .imageId();
  }

  private static RequestLaunchTemplateData of(RegionalAmi image) {
    return RequestLaunchTemplateData.builder().imageId(id(image)).build();
  }

  private static String template(RetireStage on, RegionalAmi image) {
    return on.we
        .ec2(HOME)
        .createLaunchTemplate(r -> r.launchTemplateName("web").launchTemplateData(of(image)))
        .launchTemplate()
        .launchTemplateId();
  }

  private static String oldTemplate(RetireStage on, RegionalAmi image) {
    String template = template(on, image);
    RegionalAmi other = on.we.image(HOME, "other-v1", Optional.empty());
    for (int i = 0; i < 11; i++) {
      on.we
          .ec2(HOME)
          .createLaunchTemplateVersion(
              r -> r.launchTemplateId(template).launchTemplateData(of(other)));
    }
    return template;
  }

  private static String configuredGroup(RetireStage on, RegionalAmi image) {
    on.we
        .autoScaling(HOME)
        .createLaunchConfiguration(
            r -> r.launchConfigurationName("lc").imageId(id(image)).instanceType("t3.micro"));
    on.we
        .autoScaling(HOME)
        .createAutoScalingGroup(
            r -> r.autoScalingGroupName("web").launchConfigurationName("lc").minSize(0).maxSize(3));
    return "web";
  }

  /** A version that is neither the default nor one of the newest. */
  private static String groupOfOldVersion(RetireStage on, RegionalAmi image) {
    RegionalAmi other = on.we.image(HOME, "other-v1", Optional.empty());
    String template = template(on, other);
    for (int i = 0; i < 12; i++) {
      RegionalAmi named = i == 0 ? image : other;
      on.we
          .ec2(HOME)
          .createLaunchTemplateVersion(
              r -> r.launchTemplateId(template).launchTemplateData(of(named)));
    }
    on.we
        .autoScaling(HOME)
        .createAutoScalingGroup(
            r ->
                r.autoScalingGroupName("web")
                    .launchTemplate(t -> t.launchTemplateId(template).version("2"))
                    .minSize(1)
                    .maxSize(3));
    return "web";
  }

  private static void share(RetireStage on, RegionalAmi image) {
    LaunchPermission friend = LaunchPermission.builder().userId(FRIEND).build();
    on.we
        .ec2(HOME)
        .modifyImageAttribute(r -> r.imageId(id(image)).launchPermission(p -> p.add(friend)));
  }
}
