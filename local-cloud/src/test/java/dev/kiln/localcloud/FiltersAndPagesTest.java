package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Filters and pages. */
final class FiltersAndPagesTest {
  private final Rehearsal to;
  private String instance = "";
  private String gromacs = "";

  FiltersAndPagesTest(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @BeforeEach
  void make() {
    instance = to.launch(r -> r.clientToken("token-1"));
    to.awaitInstance(instance, "running");
    gromacs = image("gromacs-v1", "gromacs");
    image("lammps-v1", "lammps");
    image("gromacs?v2", "other");
  }

  private String image(String name, String template) {
    String legal = name.replace('?', '.');
    String id = to.ec2.createImage(r -> r.instanceId(instance).name(legal)).imageId();
    to.ec2.createTags(
        r -> r.resources(id).tags(Tag.builder().key("TemplateName").value(template).build()));
    to.awaitImage(id);
    return id;
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  private List<String> images(String filter, String... values) {
    Filter one = Filter.builder().name(filter).values(values).build();
    return to.ec2.describeImages(r -> r.owners("self").filters(one)).images().stream()
        .map(Image::name)
        .toList();
  }

  private List<String> instances(String filter, String... values) {
    Filter one = Filter.builder().name(filter).values(values).build();
    return to.ec2.describeInstances(r -> r.filters(one)).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(Instance::instanceId)
        .toList();
  }

  @Test
  void findsImagesByTheFiltersThatEc2Documents() {
    String snapshot = to.image(gromacs).blockDeviceMappings().get(0).ebs().snapshotId();

    assertThat(images("name", "gromacs*")).containsExactly("gromacs-v1", "gromacs.v2");
    assertThat(images("name", "gromacs?v1")).containsExactly("gromacs-v1");
    assertThat(images("name", "gromacs\\*")).isEmpty();
    assertThat(images("tag:TemplateName", "gromacs", "lam*"))
        .containsExactly("gromacs-v1", "lammps-v1");
    assertThat(images("tag-key", "TemplateName")).hasSize(3);
    assertThat(images("tag-key", "Other")).isEmpty();
    assertThat(images("image-id", gromacs)).containsExactly("gromacs-v1");
    assertThat(images("state", "available")).hasSize(3);
    assertThat(images("state", "pending")).isEmpty();
    assertThat(images("owner-id", LocalCloudSettings.DEFAULT_ACCOUNT)).hasSize(3);
    assertThat(images("owner-alias", "amazon")).isEmpty();
    assertThat(images("is-public", "false")).hasSize(3);
    assertThat(images("architecture", Rehearsal.architecture())).hasSize(3);
    assertThat(images("root-device-type", "ebs")).hasSize(3);
    assertThat(images("virtualization-type", "hvm")).hasSize(3);
    assertThat(images("source-instance-id", instance)).hasSize(3);
    assertThat(images("source-image-id", to.base())).hasSize(3);
    assertThat(images("block-device-mapping.snapshot-id", snapshot)).containsExactly("gromacs-v1");
    assertThat(images("block-device-mapping.volume-size", "8")).hasSize(3);
    assertThat(images("block-device-mapping.device-name", "/dev/xvda")).hasSize(3);
  }

  @Test
  void findsInstancesByTheFiltersThatEc2Documents() {
    assertThat(instances("client-token", "token-1")).containsExactly(instance);
    assertThat(instances("client-token", "token-2")).isEmpty();
    assertThat(instances("instance-state-name", "running", "pending")).containsExactly(instance);
    assertThat(instances("instance-state-code", "16")).containsExactly(instance);
    assertThat(instances("image-id", to.base())).containsExactly(instance);
    assertThat(instances("instance-type", Rehearsal.type())).containsExactly(instance);
    assertThat(instances("availability-zone", "us-east-1a")).containsExactly(instance);
    assertThat(instances("block-device-mapping.volume-id", "vol-*")).containsExactly(instance);
    assertThat(instances("instance.group-name", "default")).containsExactly(instance);
    assertThat(instances("metadata-options.http-tokens", "required")).isEmpty();
  }

  @Test
  void anUnknownFilterIsAnError() {
    assertThat(error(() -> images("colour", "red"))).isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> instances("state.colour", "red")))
        .isEqualTo("InvalidParameterValue/400");
  }

  @Test
  void pagesCoverEverythingOnce() {
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      DescribeImagesResponse page =
          to.ec2.describeImages(r -> r.owners("self").maxResults(2).nextToken(from));
      assertThat(page.images()).hasSizeLessThanOrEqualTo(2);
      page.images().forEach(image -> names.add(image.name()));
      token = page.nextToken();
    } while (token != null);

    assertThat(names).containsExactly("gromacs-v1", "lammps-v1", "gromacs.v2");
    assertThat(error(() -> to.ec2.describeImages(r -> r.nextToken("nonsense"))))
        .isEqualTo("InvalidNextToken/400");
  }
}
