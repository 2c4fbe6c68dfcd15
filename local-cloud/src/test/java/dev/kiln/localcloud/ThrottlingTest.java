package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented request rates. */
final class ThrottlingTest {
  @Test
  void eachAccountRegionAndActionHasItsOwnBucket(@TempDir Path home) throws IOException {
    try (Rehearsal to = new Rehearsal(Rehearsal.settings(home).withThrottling(true))) {
      var friend = to.clients.ec2(Clients.REGION, "111122223333");
      String block = "block-new-sharing";
      to.ec2.enableImageBlockPublicAccess(r -> r.imageBlockPublicAccessState(block));

      assertThat(
              error(
                  () ->
                      to.ec2.enableImageBlockPublicAccess(
                          r -> r.imageBlockPublicAccessState(block))))
          .isEqualTo("RequestLimitExceeded/503");
      friend.enableImageBlockPublicAccess(r -> r.imageBlockPublicAccessState(block));
      to.ec2.disableImageBlockPublicAccess(r -> r.dryRun(false));
    }
  }

  @Test
  void launchesAreFewAndReadsAreMany(@TempDir Path home) throws IOException {
    try (Rehearsal to = new Rehearsal(Rehearsal.settings(home).withThrottling(true))) {
      String image = to.base();
      List<String> launches =
          IntStream.range(0, 60)
              .mapToObj(i -> error(() -> to.launch(r -> r.imageId(image))))
              .toList();
      List<String> reads =
          IntStream.range(0, 60).mapToObj(i -> error(() -> to.ec2.describeRegions())).toList();

      assertThat(launches).contains("RequestLimitExceeded/503");
      assertThat(launches.subList(0, 5)).allMatch(outcome -> outcome.startsWith("no error"));
      assertThat(reads).allMatch(outcome -> outcome.startsWith("no error"));
    }
  }
}
