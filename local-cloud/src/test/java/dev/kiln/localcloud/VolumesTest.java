package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Volumes that are not deleted with their instance. */
final class VolumesTest {
  private final Rehearsal to;

  VolumesTest(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  /** The volumes that stayed behind. */
  static List<String> launchAndLoseInstance(Rehearsal to) {
    String instance = launch(to);
    to.ec2.terminateInstances(r -> r.instanceIds(instance));
    to.awaitInstance(instance, "terminated");
    return to.ec2.describeVolumes().volumes().stream().map(Volume::volumeId).toList();
  }

  private static String launch(Rehearsal to) {
    String instance =
        to.launch(
            r ->
                r.blockDeviceMappings(
                    BlockDeviceMapping.builder()
                        .deviceName("/dev/xvdb")
                        .ebs(e -> e.volumeSize(1).deleteOnTermination(false))
                        .build()));
    to.awaitInstance(instance, "running");
    return instance;
  }

  @Test
  void aVolumeThatOutlivesItsInstanceIsAvailableAndCanBeDeletedOnce() {
    String volume = launchAndLoseInstance(to).get(0);

    assertThat(to.ec2.describeVolumes().volumes())
        .singleElement()
        .satisfies(left -> assertThat(left.state()).isEqualTo(VolumeState.AVAILABLE))
        .satisfies(left -> assertThat(left.attachments()).isEmpty());
    assertThat(to.cloud.inventory().leftovers())
        .singleElement()
        .satisfies(left -> assertThat(left.state()).isEqualTo("available"));

    to.ec2.deleteVolume(r -> r.volumeId(volume));

    assertThat(to.ec2.describeVolumes().volumes()).isEmpty();
    assertThat(Rehearsal.error(() -> to.ec2.deleteVolume(r -> r.volumeId(volume))))
        .isEqualTo("InvalidVolume.NotFound/400");
  }

  @Test
  void aVolumeInUseIsKept() {
    launch(to);
    List<Volume> volumes = to.ec2.describeVolumes().volumes();

    assertThat(volumes)
        .isNotEmpty()
        .allSatisfy(
            volume ->
                assertThat(
                        Rehearsal.error(
                            () -> to.ec2.deleteVolume(r -> r.volumeId(volume.volumeId()))))
                    .isEqualTo("VolumeInUse/400"));
  }
}
