package dev.kiln.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.ImageUse;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a file: its format, and everything that can go wrong in a file system. */
@Timeout(60)
final class FileRegistryTest {
  private static final Path GOLDEN = Path.of("../docs/reference/registry.json");

  @TempDir private Path folder;
  private Path file = Path.of("");
  private RegistryOrders orders = new RegistryOrders(new RegistryLocation("file:/x"));
  private final StoredRegistryActivities registry =
      new StoredRegistryActivities(
          new AwsCalls(CloudSettings.local(URI.create("http://127.0.0.1:9"))), Optional.empty());

  @BeforeEach
  void place() {
    file = folder.resolve("deep/registry.json");
    orders = new RegistryOrders(new RegistryLocation("file:" + file));
  }

  @Test
  void hasTheFormatThatReadersRelyOn() throws IOException {
    registry.recordRelease(orders.release("r-research", 1));
    registry.moveChannel(
        orders.move("r-research", ChannelName.DEV, Optional.empty(), 1, "record-1"));
    registry.moveChannel(
        orders.move("r-research", ChannelName.STABLE, Optional.empty(), 1, "promote-1"));

    String written = Files.readString(file);
    if ("write".equals(System.getProperty("kiln.golden"))) {
      Files.writeString(GOLDEN, written);
    }
    assertThat(written).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void aReaderNeverSeesHalfAText() throws Exception {
    registry.recordRelease(orders.release("gromacs", 1));
    Files.writeString(file.resolveSibling("registry.json.new"), "{\"version\": \"1.");

    registry.recordRelease(orders.release("lammps", 2));

    assertThat(registry.readOverview(orders.location()).templates())
        .containsOnlyKeys("gromacs", "lammps");
  }

  @Test
  void theWorkersOwnRegistryProtectsItsImagesWhicheverRegistryIsNamed() throws IOException {
    registry.recordRelease(orders.release("gromacs", 1));
    registry.moveChannel(orders.move("gromacs", ChannelName.STABLE, Optional.empty(), 1, "one"));
    StoredRegistryActivities withOwn =
        new StoredRegistryActivities(
            new AwsCalls(CloudSettings.local(URI.create("http://127.0.0.1:9"))),
            Optional.of(orders.location()));
    RegistryLocation other = new RegistryLocation("file:" + folder.resolve("other.json"));
    RegionalAmi image =
        new RegionalAmi(new Region("us-east-1"), new AmiId("ami-%017x".formatted(1)));

    assertThat(withOwn.findChannelUses(Optional.of(other), List.of(image)))
        .singleElement()
        .returns("gromacs/stable", ImageUse::user);
    assertThat(registry.findChannelUses(Optional.of(other), List.of(image))).isEmpty();
    assertThat(withOwn.findChannelUses(Optional.of(orders.location()), List.of(image)))
        .as("the same registry twice")
        .hasSize(1);
    Files.writeString(file, "nonsense");
    assertThatThrownBy(() -> withOwn.findChannelUses(Optional.of(other), List.of(image)))
        .hasMessageContaining("it is not a registry");
  }

  @Test
  void reportsWhyAFileCannotBeRead() throws IOException {
    Files.createDirectories(file);

    assertThatThrownBy(() -> registry.readOverview(orders.location()))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("cannot use registry 'file:" + file);
  }
}
