package dev.kiln.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.registry.RegistryActivities;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that hold for every kind of registry, also with several writers. */
@Timeout(60)
final class StoredRegistryTest {
  /** The registry under test. */
  enum Place {
    FILE,
    BUCKET
  }

  @TempDir private Path home;
  private Optional<RegistryBucket> bucket = Optional.empty();
  private StoredRegistryActivities registry =
      new StoredRegistryActivities(
          new AwsCalls(CloudSettings.local(URI.create("http://127.0.0.1:9"))), Optional.empty());
  private RegistryOrders orders = new RegistryOrders(new RegistryLocation("file:/x"));

  private void in(Place place) throws IOException {
    RegistryLocation location = new RegistryLocation("file:" + home.resolve("registry.json"));
    if (place == Place.BUCKET) {
      RegistryBucket opened = RegistryBucket.in(home);
      bucket = Optional.of(opened);
      registry = opened.registry();
      location = opened.location();
    }
    orders = new RegistryOrders(location);
  }

  private String text() throws IOException {
    return bucket.isPresent()
        ? bucket.get().text()
        : Files.readString(home.resolve("registry.json"));
  }

  private void write(String text) throws IOException {
    if (bucket.isPresent()) {
      bucket.get().write(text);
    } else {
      Files.writeString(home.resolve("registry.json"), text);
    }
  }

  @AfterEach
  void close() throws IOException {
    if (bucket.isPresent()) {
      bucket.get().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnwrittenRegistryIsEmpty(Place place) throws IOException {
    in(place);

    assertThat(registry.readOverview(orders.location()).templates()).isEmpty();
    assertThat(registry.readTemplate(orders.location(), "gromacs")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsFieldsThatOthersWrote(Place place) throws IOException {
    in(place);
    write(
        """
        {"version": "1.0", "last_updated": "2024-06-17T10:30:00Z", "owner": {"team": ["hpc", null]},
         "templates": {"r-research": {"version": "v1.2.3", "maintainer": "ann", "amis": {"us-east-1":
          {"x86_64": {"ami_id": "ami-0abcd1234", "created": "2024-06-17T08:30:00Z",
           "validated": true, "size_gb": 8, "kernel": "6.8"}}}}}}
        """);

    registry.recordRelease(orders.release("gromacs", 1));

    JsonNode root = new ObjectMapper().readTree(text());
    assertThat(root.at("/owner/team/0").asText()).isEqualTo("hpc");
    assertThat(root.at("/owner/team/1").isNull()).isTrue();
    assertThat(root.at("/templates/r-research/maintainer").asText()).isEqualTo("ann");
    assertThat(root.at("/templates/r-research/amis/us-east-1/x86_64/kernel").asText())
        .isEqualTo("6.8");
    assertThat(root.at("/templates/gromacs/releases/0/id").asText())
        .isEqualTo(RegistryOrders.hash(1));
  }

  @ParameterizedTest
  @EnumSource
  void losesNoneOfManyWritesAtOnce(Place place) throws Exception {
    in(place);
    int writers = 12;

    Together.run(writers, i -> registry.recordRelease(orders.release("template-" + i, i + 1)));

    assertThat(registry.readOverview(orders.location()).templates()).hasSize(writers);
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoMovesFromTheSameReleaseOneIsOvertaken(Place place) throws Exception {
    in(place);
    registry.recordRelease(orders.release("gromacs", 1));
    registry.recordRelease(orders.release("gromacs", 2));

    List<RegistryActivities.ChannelMoved> outcomes =
        Together.run(2, i -> registry.moveChannel(stable(Optional.empty(), i + 1, "by-" + i)));

    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            RegistryActivities.ChannelMoved.MOVED, RegistryActivities.ChannelMoved.OVERTAKEN);
    assertThat(stable().history()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatIsRepeatedAfterOthersMovedOnStaysDone(Place place) throws IOException {
    in(place);
    registry.recordRelease(orders.release("gromacs", 1));
    registry.recordRelease(orders.release("gromacs", 2));
    RegistryActivities.ChannelOrder first = stable(Optional.empty(), 1, "first");
    registry.moveChannel(first);
    registry.moveChannel(stable(Optional.of(RegistryOrders.hash(1)), 2, "second"));

    assertThat(registry.moveChannel(first)).isEqualTo(RegistryActivities.ChannelMoved.MOVED);

    assertThat(stable().release()).isEqualTo(RegistryOrders.hash(2));
    assertThat(stable().history()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void refusesATextThatIsNotARegistryAndLeavesItAlone(Place place) throws IOException {
    in(place);
    write("name: gromacs\n");

    assertThatThrownBy(() -> registry.recordRelease(orders.release("gromacs", 1)))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("it is not a registry");
    assertThat(text()).isEqualTo("name: gromacs\n");
  }

  private RegistryActivities.ChannelOrder stable(Optional<String> previous, int to, String by) {
    return orders.move("gromacs", ChannelName.STABLE, previous, to, by);
  }

  private Channel stable() {
    return Optional.ofNullable(
            registry
                .readOverview(orders.location())
                .template("gromacs")
                .orElseThrow()
                .channels()
                .get(ChannelName.STABLE))
        .orElseThrow();
  }
}
