package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceTypeRequest;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** The resources that can use an image, for {@link EveryActionTest}. */
final class UsersOfAnImage {
  private UsersOfAnImage() {}

  /** Calls each action that makes, shows or removes a user of the image. */
  static void callEveryAction(Rehearsal to, String image) {
    usage(to, image);
    launchTemplates(to.ec2, image);
    autoScaling(to.clients.autoScaling(), image);
  }

  private static void usage(Rehearsal to, String image) {
    String user = to.launch(r -> r.imageId(image));
    assertThat(
            to.ec2
                .describeImageReferences(r -> r.imageIds(image).includeAllResourceTypes(true))
                .imageReferences())
        .singleElement()
        .satisfies(reference -> assertThat(reference.arn()).endsWith(user));
    shareAndUse(to, image);
    ImageUsageResourceTypeRequest instances =
        ImageUsageResourceTypeRequest.builder().resourceType("ec2:Instance").build();
    String report =
        to.ec2.createImageUsageReport(r -> r.imageId(image).resourceTypes(instances)).reportId();
    Clients.await(
        () -> to.ec2.describeImageUsageReports(r -> r.reportIds(report)).imageUsageReports().get(0),
        found -> found.state().equals("available"));
    assertThat(
            to.ec2
                .describeImageUsageReportEntries(r -> r.reportIds(report))
                .imageUsageReportEntries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.usageCount()).isEqualTo(1));
    to.ec2.deleteImageUsageReport(r -> r.reportId(report));
    to.ec2.terminateInstances(r -> r.instanceIds(user));
  }

  private static void shareAndUse(Rehearsal to, String image) {
    LaunchPermission friend = LaunchPermission.builder().userId("111122223333").build();
    to.ec2.modifyImageAttribute(r -> r.imageId(image).launchPermission(p -> p.add(friend)));
    to.clients
        .ec2(Clients.REGION, "111122223333")
        .runInstances(r -> r.imageId(image).instanceType(Rehearsal.type()).minCount(1).maxCount(1));
  }

  private static void launchTemplates(Ec2Client ec2, String image) {
    String id =
        ec2.createLaunchTemplate(
                r ->
                    r.launchTemplateName("web")
                        .launchTemplateData(d -> d.imageId(image).instanceType("t3.micro")))
            .launchTemplate()
            .launchTemplateId();
    ec2.createLaunchTemplateVersion(
        r -> r.launchTemplateId(id).launchTemplateData(d -> d.imageId("ami-0123456789abcdef0")));
    assertThat(ec2.describeLaunchTemplates().launchTemplates())
        .singleElement()
        .satisfies(found -> assertThat(found.latestVersionNumber()).isEqualTo(2));
    assertThat(
            ec2.describeLaunchTemplateVersions(r -> r.versions("$Default"))
                .launchTemplateVersions())
        .singleElement()
        .satisfies(version -> assertThat(version.launchTemplateData().imageId()).isEqualTo(image));
    ec2.deleteLaunchTemplate(r -> r.launchTemplateId(id));
    assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
  }

  private static void autoScaling(AutoScalingClient client, String image) {
    client.createLaunchConfiguration(
        r -> r.launchConfigurationName("lc").imageId(image).instanceType("t3.micro"));
    client.createAutoScalingGroup(
        r -> r.autoScalingGroupName("web").launchConfigurationName("lc").minSize(0).maxSize(3));
    assertThat(client.describeLaunchConfigurations().launchConfigurations())
        .singleElement()
        .satisfies(found -> assertThat(found.imageId()).isEqualTo(image));
    assertThat(client.describeAutoScalingGroups().autoScalingGroups())
        .singleElement()
        .satisfies(found -> assertThat(found.maxSize()).isEqualTo(3));
    assertThat(
            Rehearsal.error(
                () -> client.deleteAutoScalingGroup(r -> r.autoScalingGroupName("none"))))
        .isEqualTo("ValidationError/400");
    client.deleteAutoScalingGroup(r -> r.autoScalingGroupName("web"));
    client.deleteLaunchConfiguration(r -> r.launchConfigurationName("lc"));
  }
}
