package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.catalog.BaseAmi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a build learns of the image that it starts from. */
final class ResolvedBaseTest {
  private static final AmiId AMI = new AmiId("ami-0123456789abcdef0");

  @Test
  void itsRootVolumeCountsAloneAndAllVolumesTogether() {
    BaseAmi base = resolved("");

    assertThat(base.rootGib()).contains(8);
    assertThat(base.sizeGib()).isEqualTo(108);
    assertThat(base.doubt()).isEmpty();
  }

  @Test
  void aDeprecationThatHasBegunIsADoubt() {
    BaseAmi base = resolved("<deprecationTime>2024-05-01T00:00:00.000Z</deprecationTime>");

    assertThat(base.deprecatedSince()).contains(Instant.parse("2024-05-01T00:00:00Z"));
    assertThat(base.doubt()).contains("deprecated by its owner since 2024-05-01");
  }

  @Test
  void aDeprecationToComeIsNone() {
    Instant later = Instant.now().plus(Duration.ofDays(30));

    assertThat(resolved("<deprecationTime>" + later + "</deprecationTime>").doubt()).isEmpty();
  }

  private static BaseAmi resolved(String more) {
    String image =
        """
        <item><imageId>%s</imageId><imageState>available</imageState><architecture>x86_64</architecture>
        <name>debian-12</name><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>
        <item><deviceName>/dev/sdf</deviceName><ebs><volumeSize>100</volumeSize></ebs></item>
        <item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>
        </blockDeviceMapping>%s</item>
        """
            .formatted(AMI, more);
    Reply found =
        Reply.xml(
            "<DescribeImagesResponse><requestId>r</requestId><imagesSet>%s</imagesSet></DescribeImagesResponse>"
                .formatted(image));
    try (StubCloud cloud = new StubCloud(request -> found);
        AwsCalls aws = cloud.calls()) {
      return new Ec2CatalogActivities(aws, List.of())
          .resolveBase(new BaseImage.Pinned(AMI), Architecture.X86_64, new Region("us-east-1"));
    }
  }
}
