package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Lists come in pages of the sizes that AWS documents, also if nobody asks for a size. */
final class PageSizesTest {
  @AutoClose private Rehearsal to;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @Test
  void tenAgentsAreListedAtOnceUnlessMoreAreAskedFor() {
    to.ec2.runInstances(
        r -> r.imageId(to.base()).instanceType(Rehearsal.type()).minCount(12).maxCount(12));

    DescribeInstanceInformationResponse first = to.ssm.describeInstanceInformation();

    assertThat(first.instanceInformationList()).hasSize(10);
    assertThat(
            to.ssm
                .describeInstanceInformation(r -> r.nextToken(first.nextToken()))
                .instanceInformationList())
        .hasSize(2);
    assertThat(to.ssm.describeInstanceInformation(r -> r.maxResults(50)).instanceInformationList())
        .hasSize(12);
    assertThat(error(() -> to.ssm.describeInstanceInformation(r -> r.maxResults(51))))
        .isEqualTo("ValidationException/400");
    assertThat(message(() -> to.ssm.describeInstanceInformation(r -> r.maxResults(4))))
        .contains("'4' at 'maxResults'", "greater than or equal to 5");
  }

  @Test
  void tenParametersAreListedAtOnce() {
    for (int i = 0; i < 11; i++) {
      String name = "/many/p" + i;
      to.ssm.putParameter(r -> r.name(name).value("x").type(ParameterType.STRING));
    }

    var first = to.ssm.getParametersByPath(r -> r.path("/many"));

    assertThat(first.parameters()).hasSize(10);
    assertThat(first.nextToken()).isNotEmpty();
    assertThat(error(() -> to.ssm.getParametersByPath(r -> r.path("/many").maxResults(11))))
        .isEqualTo("ValidationException/400");
  }

  @Test
  void ec2RefusesPagesThatAreTooLargeOrTooSmall() {
    assertThat(error(() -> to.ec2.describeInstances(r -> r.maxResults(1001))))
        .isEqualTo("InvalidParameterValue/400");
    assertThat(message(() -> to.ec2.describeSnapshots(r -> r.maxResults(4))))
        .isEqualTo(
            "Value ( 4 ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
    assertThat(error(() -> to.ec2.describeLaunchTemplates(r -> r.maxResults(201))))
        .isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> to.ec2.describeInstanceTypes(r -> r.maxResults(101))))
        .isEqualTo("InvalidParameterValue/400");
  }

  @Test
  void ssmRefusesMoreThanFiftyCommandsAtOnce() {
    assertThat(error(() -> to.ssm.listCommands(r -> r.maxResults(51))))
        .isEqualTo("ValidationException/400");
    assertThat(error(() -> to.ssm.listCommandInvocations(r -> r.maxResults(0))))
        .isEqualTo("ValidationException/400");
  }
}
