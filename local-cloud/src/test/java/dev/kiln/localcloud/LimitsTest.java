package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Each limit on the wire: the most that AWS takes is taken, and one more is refused. */
final class LimitsTest {
  private static final String INVALID = "InvalidParameterValue/400";

  @AutoClose private Rehearsal to;
  private String instance = "";

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
    instance = to.launch();
    to.awaitInstance(instance, "running");
  }

  private static void assertTaken(Supplier<?> call) {
    assertThat(error(call)).startsWith("no error");
  }

  private Supplier<?> filtered(int values) {
    List<String> ids = IntStream.range(0, values).mapToObj(i -> "ami-" + i).toList();
    return () ->
        to.ec2.describeImages(
            r -> r.filters(Filter.builder().name("image-id").values(ids).build()));
  }

  @Test
  void aFilterHas200ValuesAndACall50Filters() {
    assertTaken(filtered(200));
    assertThat(error(filtered(201))).isEqualTo("FilterLimitExceeded/400");
    Filter tag = Filter.builder().name("tag:a").values("b").build();
    assertTaken(() -> to.ec2.describeSnapshots(r -> r.filters(Collections.nCopies(50, tag))));
    assertThat(error(() -> to.ec2.describeSnapshots(r -> r.filters(Collections.nCopies(51, tag)))))
        .isEqualTo("FilterLimitExceeded/400");
    Filter longTag = Filter.builder().name("tag:a").values(Collections.nCopies(201, "b")).build();
    assertThat(error(() -> to.ec2.describeInstances(r -> r.filters(longTag))))
        .isEqualTo("FilterLimitExceeded/400");
  }

  private Supplier<?> tagged(String key, String value) {
    return () ->
        to.ec2.createTags(
            r -> r.resources(instance).tags(Tag.builder().key(key).value(value).build()));
  }

  @Test
  void tagsAreShort() {
    assertTaken(tagged("é".repeat(128), "日".repeat(256)));
    assertThat(error(tagged("k".repeat(129), "v"))).isEqualTo(INVALID);
    assertThat(error(tagged("k", "v".repeat(257)))).isEqualTo(INVALID);
    assertThat(error(tagged("aws:k", "v"))).isEqualTo(INVALID);
    assertThat(error(tagged("", "v"))).isEqualTo(INVALID);
  }

  @Test
  void aResourceHasFiftyTags() {
    List<Tag> fifty =
        IntStream.range(0, 50)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toList();

    assertTaken(() -> to.ec2.createTags(r -> r.resources(instance).tags(fifty)));
    assertTaken(tagged("k49", "another value"));
    assertThat(error(tagged("k50", "v"))).isEqualTo("TagLimitExceeded/400");
  }

  @Test
  void aThousandResourcesAreTaggedAtOnce() {
    Tag tag = Tag.builder().key("k").value("v").build();

    assertTaken(
        () -> to.ec2.createTags(r -> r.resources(Collections.nCopies(1000, instance)).tags(tag)));
    assertThat(
            error(
                () ->
                    to.ec2.createTags(
                        r -> r.resources(Collections.nCopies(1001, instance)).tags(tag))))
        .isEqualTo(INVALID);
  }

  private Supplier<?> launchedWith(int bytes) {
    String data =
        Base64.getEncoder().encodeToString("#".repeat(bytes).getBytes(StandardCharsets.UTF_8));
    return () -> to.launch(r -> r.userData(data));
  }

  @Test
  void userDataHas16KilobytesBeforeItsEncoding() {
    assertTaken(launchedWith(16_384));
    assertThat(error(launchedWith(16_385))).isEqualTo(INVALID);
    assertThat(message(launchedWith(16_385))).isEqualTo("User data is limited to 16384 bytes");
  }

  private Supplier<?> imaged(String name, String description) {
    return () ->
        to.ec2.createImage(r -> r.instanceId(instance).name(name).description(description));
  }

  @Test
  void imagesHaveNamesOf3To128CharactersAndDescriptionsOf255() {
    assertTaken(imaged("n".repeat(128), "d".repeat(255)));
    assertTaken(imaged("a(b) [c]./'@_-", ""));
    assertThat(error(imaged("n".repeat(129), ""))).isEqualTo("InvalidAMIName.Malformed/400");
    assertThat(error(imaged("ab", ""))).isEqualTo("InvalidAMIName.Malformed/400");
    assertThat(error(imaged("a+b", ""))).isEqualTo("InvalidAMIName.Malformed/400");
    assertThat(error(imaged("described", "d".repeat(256)))).isEqualTo(INVALID);
  }

  @Test
  void aTokenHas64Characters() {
    assertTaken(() -> to.launch(r -> r.clientToken("t".repeat(64))));
    assertThat(error(() -> to.launch(r -> r.clientToken("t".repeat(65))))).isEqualTo(INVALID);
  }

  private Supplier<?> rootOf(int gib) {
    return () ->
        to.launch(
            r ->
                r.blockDeviceMappings(
                    BlockDeviceMapping.builder()
                        .deviceName("/dev/xvda")
                        .ebs(ebs -> ebs.volumeSize(gib))
                        .build()));
  }

  @Test
  void aRootVolumeIsNotSmallerThanItsSnapshot() {
    assertTaken(rootOf(8));
    assertThat(error(rootOf(7))).isEqualTo("InvalidBlockDeviceMapping/400");
    assertThat(message(rootOf(1)))
        .contains("Volume of size 1GB is smaller than snapshot 'snap-", "expect size >= 8GB");
  }

  private Supplier<?> keyNamed(String name) {
    SdkBytes key = SdkBytes.fromUtf8String("ssh-ed25519 AAAA");
    return () -> to.ec2.importKeyPair(r -> r.keyName(name).publicKeyMaterial(key));
  }

  @Test
  void keyPairsAndLaunchTemplatesHaveProperNames() {
    assertTaken(keyNamed("k".repeat(255)));
    assertThat(error(keyNamed("k".repeat(256)))).isEqualTo(INVALID);
    assertThat(error(keyNamed("ключ"))).isEqualTo(INVALID);
    assertTaken(templateNamed("t".repeat(128)));
    assertThat(error(templateNamed("t".repeat(129))))
        .isEqualTo("InvalidLaunchTemplateName.MalformedException/400");
    assertThat(error(templateNamed("a b")))
        .isEqualTo("InvalidLaunchTemplateName.MalformedException/400");
  }

  private Supplier<?> templateNamed(String name) {
    RequestLaunchTemplateData data = RequestLaunchTemplateData.builder().imageId(to.base()).build();
    return () ->
        to.ec2.createLaunchTemplate(r -> r.launchTemplateName(name).launchTemplateData(data));
  }

  private Supplier<?> parameter(String name, int length, ParameterTier tier) {
    return () ->
        to.ssm.putParameter(
            r ->
                r.name(name)
                    .value("v".repeat(length))
                    .type(ParameterType.STRING)
                    .tier(tier)
                    .overwrite(true));
  }

  @Test
  void parametersHave4KilobytesOr8() {
    assertTaken(parameter("/p", 4096, ParameterTier.STANDARD));
    assertThat(error(parameter("/p", 4097, ParameterTier.STANDARD)))
        .isEqualTo("ValidationException/400");
    assertTaken(parameter("/p", 8192, ParameterTier.ADVANCED));
    assertThat(error(parameter("/p", 8193, ParameterTier.ADVANCED)))
        .isEqualTo("ValidationException/400");
  }

  @Test
  void parametersHaveProperNames() {
    assertTaken(parameter("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", 1, ParameterTier.STANDARD));
    assertThat(
            error(parameter("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", 1, ParameterTier.STANDARD)))
        .isEqualTo("HierarchyLevelLimitExceededException/400");
    for (String name : List.of("/aws/x", "awsome", "SSM-x", "/ssm/x", "a b")) {
      assertThat(error(parameter(name, 1, ParameterTier.STANDARD)))
          .as(name)
          .isEqualTo("ValidationException/400");
    }
    assertThat(error(() -> to.ssm.getParameters(r -> r.names(Collections.nCopies(11, "/p")))))
        .isEqualTo("ValidationException/400");
  }

  @Test
  void anObjectsKeyHas1024Bytes() {
    S3Client s3 = to.clients.s3();
    s3.createBucket(r -> r.bucket("limits"));

    assertTaken(
        () -> s3.putObject(r -> r.bucket("limits").key("k".repeat(1024)), RequestBody.empty()));
    assertThat(
            error(
                () ->
                    s3.putObject(
                        r -> r.bucket("limits").key("é".repeat(513)), RequestBody.empty())))
        .isEqualTo("KeyTooLongError/400");
  }
}
