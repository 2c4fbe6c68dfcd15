package dev.kiln.integration;

import dev.kiln.localcloud.LocalCloud;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An account that uses the local cloud without Kiln. */
public final class Account {
  /** The account that the worker acts for. */
  public static final String OURS = "000000000000";

  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  private final LocalCloud cloud;
  private final String id;

  public Account(LocalCloud cloud, String id) {
    this.cloud = cloud;
    this.id = id;
  }

  public Ec2Client ec2(Region region) {
    return client(Ec2Client.builder().httpClient(HTTP), region);
  }

  public SsmClient ssm(Region region) {
    return client(SsmClient.builder().httpClient(HTTP), region);
  }

  public AutoScalingClient autoScaling(Region region) {
    return client(AutoScalingClient.builder().httpClient(HTTP), region);
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder, Region region) {
    return builder
        .endpointOverride(cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.of(region.value()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "secret")))
        .build();
  }

  /** A running instance. */
  public String launch(Region region, String ami) {
    return ec2(region)
        .runInstances(r -> r.imageId(ami).instanceType(instanceType()).minCount(1).maxCount(1))
        .instances()
        .get(0)
        .instanceId();
  }

  /** An image with its snapshot, as Kiln makes them. */
  public RegionalAmi image(Region region, String name, Optional<RegionalAmi> base) {
    return image(region, name, base, Map.of());
  }

  /** The same with more tags. */
  public RegionalAmi image(
      Region region, String name, Optional<RegionalAmi> base, Map<String, String> more) {
    String host =
        ssm(region)
            .getParameter(r -> r.name("/kiln/local/host/" + architecture()))
            .parameter()
            .value();
    String instance = launch(region, host);
    Map<String, String> tags =
        new HashMap<>(
            Map.of("ManagedBy", "kiln", "Name", name, "TemplateName", name.replaceAll("-v.*", "")));
    base.ifPresent(below -> tags.put("BaseAMI", below.ami().value()));
    tags.putAll(more);
    String ami =
        ec2(region)
            .createImage(
                r ->
                    r.instanceId(instance)
                        .name(name + "-" + instance.substring(instance.length() - 8))
                        .tagSpecifications(
                            tagged(ResourceType.IMAGE, tags), tagged(ResourceType.SNAPSHOT, tags)))
            .imageId();
    ec2(region).terminateInstances(r -> r.instanceIds(instance));
    RegionalAmi image = new RegionalAmi(region, new AmiId(ami));
    awaitAvailable(image);
    return image;
  }

  private void awaitAvailable(RegionalAmi image) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (describe(image).state() != ImageState.AVAILABLE) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(image + " is still " + describe(image).stateAsString());
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static TagSpecification tagged(ResourceType type, Map<String, String> tags) {
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return TagSpecification.builder().resourceType(type).tags(all).build();
  }

  /** The IDs of all images, including disabled ones. */
  public List<String> images(Region region) {
    return ec2(region).describeImages(r -> r.owners("self").includeDisabled(true)).images().stream()
        .map(Image::imageId)
        .toList();
  }

  public Image describe(RegionalAmi image) {
    return ec2(image.region()).describeImages(r -> r.imageIds(image.ami().value())).images().get(0);
  }

  /** The IDs of all snapshots. */
  public List<String> snapshots(Region region) {
    return ec2(region).describeSnapshots(r -> r.ownerIds("self")).snapshots().stream()
        .map(snapshot -> snapshot.snapshotId())
        .toList();
  }

  private static String architecture() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
  }

  private static String instanceType() {
    return architecture().equals("arm64") ? "t4g.micro" : "t3.micro";
  }
}
