package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.control.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/** Calls that take effect while their reply is lost or damaged. */
final class SpoiltRepliesTest {
  private final Rehearsal to;

  SpoiltRepliesTest(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUNCATE", "RESET"})
  void halfAReplyCountsAsNone(Fault.When half) {
    to.cloud.faults().add(Fault.of("RunInstances", half));

    assertThatThrownBy(to::launch).isInstanceOf(SdkClientException.class);
    assertThat(to.cloud.inventory().list("instance")).hasSize(1);
  }

  @Test
  void anEmptyReplyHasTheRequestedStatus() {
    to.cloud.faults().add(Fault.of("RunInstances", Fault.When.EMPTY));
    to.cloud.faults().add(Fault.of("DescribeVpcs", Fault.When.EMPTY).withStatus(200));

    assertThat(error(to::launch)).endsWith("/500");
    DescribeVpcsResponse nothing = to.ec2.describeVpcs();
    assertThat(nothing.vpcs()).isEmpty();
    assertThat(to.ec2.describeVpcs().vpcs()).isNotEmpty();
    assertThat(to.cloud.inventory().list("instance")).hasSize(1);
  }

  @Test
  void aListComesInShortPages() {
    to.cloud.faults().add(Fault.of("DescribeImages", Fault.When.SHORT_PAGES).always());

    assertThat(to.ec2.describeImages().images()).hasSize(2);
    assertThat(to.ec2.describeImages().nextToken()).isNotEmpty();
    assertThat(to.ec2.describeImagesPaginator().images().stream().count()).isGreaterThan(2);
  }
}
