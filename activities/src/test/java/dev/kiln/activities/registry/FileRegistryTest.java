package dev.kiln.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.activities.CloudSettings;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegisteredImage;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.registry.ChannelMoved;
import dev.kiln.workflows.registry.ChannelOrder;
import dev.kiln.workflows.registry.ReleaseOrder;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a file: its form, and what becomes of it when several write it. */
@Timeout(60)
final class FileRegistryTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
  private static final Path GOLDEN = Path.of("../docs/reference/registry.json");

  @TempDir private Path folder;
  private Path file = Path.of("");
  private RegistryLocation location = new RegistryLocation("file:/x");
  private final StoredRegistryActivities registry =
      new StoredRegistryActivities(
          new AwsCalls(CloudSettings.local(URI.create("http://127.0.0.1:9"))), Optional.empty());

  @BeforeEach
  void place() {
    file = folder.resolve("deep/registry.json");
    location = new RegistryLocation("file:" + file);
  }

  @Test
  void hasTheFormThatItsReadersRelyOn() throws IOException {
    registry.recordRelease(order("r-research", 1));
    registry.moveChannel(move("r-research", ChannelName.DEV, Optional.empty(), 1, "record-1"));
    registry.moveChannel(move("r-research", ChannelName.STABLE, Optional.empty(), 1, "promote-1"));

    String written = Files.readString(file);
    if ("write".equals(System.getProperty("kiln.golden"))) {
      Files.writeString(GOLDEN, written);
    }
    assertThat(written).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void keepsWhatOthersWroteIntoIt() throws IOException {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(
        file,
        """
        {"version": "1.0", "last_updated": "2024-06-17T10:30:00Z", "owner": {"team": ["hpc", null]},
         "templates": {"r-research": {"version": "v1.2.3", "maintainer": "ann", "amis": {"us-east-1":
          {"x86_64": {"ami_id": "ami-0abcd1234", "created": "2024-06-17T08:30:00Z",
           "validated": true, "size_gb": 8, "kernel": "6.8"}}}}}}
        """);

    registry.recordRelease(order("gromacs", 1));

    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.at("/owner/team/0").asText()).isEqualTo("hpc");
    assertThat(root.at("/owner/team/1").isNull()).isTrue();
    assertThat(root.at("/templates/r-research/maintainer").asText()).isEqualTo("ann");
    assertThat(root.at("/templates/r-research/amis/us-east-1/x86_64/kernel").asText())
        .isEqualTo("6.8");
    assertThat(root.at("/templates/gromacs/releases/0/id").asText()).isEqualTo(hash(1));
  }

  @Test
  void losesNoneOfManyWritesAtOnce() throws Exception {
    int writers = 12;
    together(writers, i -> registry.recordRelease(order("template-" + i, i + 1)));

    assertThat(registry.readOverview(location).templates()).hasSize(writers);
  }

  @Test
  void ofTwoWhoMoveAChannelFromTheSameReleaseOneIsOvertaken() throws Exception {
    registry.recordRelease(order("gromacs", 1));
    registry.recordRelease(order("gromacs", 2));

    List<ChannelMoved> outcomes =
        together(
            2,
            i ->
                registry.moveChannel(
                    move("gromacs", ChannelName.STABLE, Optional.empty(), i + 1, "by-" + i)));

    assertThat(outcomes).containsExactlyInAnyOrder(ChannelMoved.MOVED, ChannelMoved.OVERTAKEN);
    assertThat(channel("gromacs").history()).hasSize(1);
  }

  @Test
  void aMoveThatIsRepeatedAfterOthersMovedOnStaysDone() {
    registry.recordRelease(order("gromacs", 1));
    registry.recordRelease(order("gromacs", 2));
    ChannelOrder first = move("gromacs", ChannelName.STABLE, Optional.empty(), 1, "first");
    registry.moveChannel(first);
    registry.moveChannel(move("gromacs", ChannelName.STABLE, Optional.of(hash(1)), 2, "second"));

    assertThat(registry.moveChannel(first)).isEqualTo(ChannelMoved.MOVED);

    assertThat(channel("gromacs").release()).isEqualTo(hash(2));
    assertThat(channel("gromacs").history()).hasSize(2);
  }

  @Test
  void aReaderNeverSeesHalfAText() throws Exception {
    registry.recordRelease(order("gromacs", 1));
    Files.writeString(file.resolveSibling("registry.json.new"), "{\"version\": \"1.");

    registry.recordRelease(order("lammps", 2));

    assertThat(registry.readOverview(location).templates()).containsOnlyKeys("gromacs", "lammps");
  }

  @Test
  void refusesAFileThatIsNoRegistryAndLeavesItAlone() throws IOException {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(file, "name: gromacs\n");

    assertThatThrownBy(() -> registry.recordRelease(order("gromacs", 1)))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("it is no registry");
    assertThat(file).hasContent("name: gromacs\n");
  }

  @Test
  void saysWhatIsWrongWithAFileThatCannotBeRead() throws IOException {
    Files.createDirectories(file);

    assertThatThrownBy(() -> registry.readOverview(location))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("cannot use registry 'file:" + file);
  }

  /** Something that many do at the same moment. */
  @FunctionalInterface
  private interface Act<T> {
    T by(int who) throws Exception;
  }

  private static <T> List<T> together(int many, Act<T> act) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier start = new CyclicBarrier(many);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int who = i;
        Callable<T> task =
            () -> {
              start.await();
              return act.by(who);
            };
        running.add(threads.submit(task));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private Channel channel(String template) {
    Registry overview = registry.readOverview(location);
    return Optional.ofNullable(
            overview.template(template).orElseThrow().channels().get(ChannelName.STABLE))
        .orElseThrow();
  }

  private ReleaseOrder order(String template, int number) {
    RegisteredImage image =
        new RegisteredImage(
            new AmiId("ami-%017x".formatted(number)),
            NOW,
            false,
            8,
            Optional.of(new AmiId("ami-%017x".formatted(255))),
            Map.of());
    return new ReleaseOrder(
        location,
        template,
        new RegisteredTemplate.Card(
            Optional.of("R and its packages"),
            List.of(22, 8787),
            Map.of(Architecture.X86_64, new BigDecimal("0.17"))),
        new Release(
            hash(number),
            new TemplateHash(hash(number)),
            Optional.of("1.2.3"),
            NOW,
            Optional.of(new Release.Parent("foundation", new TemplateHash(hash(99)))),
            Map.of(new Region("us-east-1"), Map.of(Architecture.X86_64, image)),
            Map.of()));
  }

  private ChannelOrder move(
      String template, ChannelName channel, Optional<String> previous, int to, String by) {
    return new ChannelOrder(
        location,
        template,
        channel,
        new Channel.Move(hash(to), previous, NOW, Channel.Action.PROMOTE, by),
        Set.of());
  }

  private static String hash(int number) {
    return "%016x".formatted(number);
  }
}
