package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers behave the same on every backend. */
@ParameterizedClass
@MethodSource("dev.kiln.localcloud.machine.Backends#executing")
final class LayersTest {
  private final BackendChoice choice;
  @AutoClose private Bench bench;
  private Path home;

  LayersTest(BackendChoice choice) {
    this.choice = choice;
  }

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    home = directory;
    bench = Bench.open(directory, choice);
  }

  @Test
  void givesEqualContentTheSameIdWhereverAndWheneverItWasMade() throws Exception {
    String body = "umask 022; mkdir /opt/app; echo x >/opt/app/file; ln -s file /opt/app/link";

    Layer first = bench.layer(bench.base(), body);
    Layer second = bench.layer(bench.base(), "touch /tmp/later; " + body + "; touch /opt/app/file");
    Layer other = bench.layer(bench.base(), body + "; chmod 700 /opt/app/file");

    assertThat(second).isEqualTo(first);
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(first.bytes()).isEqualTo(2);
    assertThat(first.files()).isEqualTo(2);
    assertThat(bench.machines().changedFiles(first.id()))
        .containsExactly("opt/app/file", "opt/app/link");
  }

  @Test
  void leavesTheScaffoldOutOfALayer() throws Exception {
    String body = "touch /tmp/a /run/b; ls /usr/sbin/policy-rc.d /etc/resolv.conf; :";

    assertThat(bench.machines().changedFiles(bench.layer(bench.base(), body).id())).isEmpty();
  }

  @Test
  void remembersDeletionsInTheLayerAbove() throws Exception {
    Layer layer = bench.layer(bench.base(), "rm /opt/data/one; rm -r /opt/data/deep");

    assertThat(bench.machines().changedFiles(layer.id()))
        .containsExactly("opt/data/deep", "opt/data/one");
    assertThat(bench.run(bench.machine(above(layer)), "ls -A /opt/data").out()).isEmpty();
    assertThat(bench.run(bench.machine(), "cat /opt/data/one /opt/data/deep/two").out())
        .isEqualTo("one\ntwo\n");
  }

  @Test
  void replacesADirectoryByAFileAndBack() throws Exception {
    Layer file = bench.layer(bench.base(), "rm -r /opt/data; echo flat >/opt/data");
    Layer directory =
        bench.layer(above(file), "rm /opt/data; mkdir /opt/data; echo new >/opt/data/new");

    assertThat(bench.run(bench.machine(above(file)), "cat /opt/data").out()).isEqualTo("flat\n");
    assertThat(bench.run(bench.machine(above(file, directory)), "ls /opt/data").out())
        .isEqualTo("new\n");
  }

  @Test
  void hidesTheOldContentOfADirectoryThatWasMadeAgain() throws Exception {
    Layer layer = bench.layer(bench.base(), "rm -r /opt/data; mkdir /opt/data; touch /opt/data/x");

    assertThat(bench.run(bench.machine(above(layer)), "ls -A /opt/data").out()).isEqualTo("x\n");
  }

  @Test
  void keepsModesLinksAndSpecialFiles() throws Exception {
    String body =
        """
        #!/bin/bash
        set -e
        mkdir /opt/special; cd /opt/special
        echo x >plain; ln plain hard; chmod 4755 plain; ln -s /none broken
        mkfifo pipe; mkdir sticky; chmod 1777 sticky
        echo odd >$'new\\nline'; echo odd >$'\\xff'
        """;

    Layer layer = bench.layer(bench.base(), body);

    assertThat(layer.bytes()).isEqualTo(10);
    String look =
        "cd /opt/special; stat -c '%a %h' plain; stat -c %a sticky; readlink broken;"
            + " stat -c %F pipe; cat *line; ls -A | wc -l";
    assertThat(bench.run(bench.machine(above(layer)), look).out())
        .isEqualTo("4755 2\n1777\n/none\nfifo\nodd\n8\n");
  }

  @Test
  void stacksSixteenLayers() throws Exception {
    List<LayerId> layers = new ArrayList<>(bench.base());
    for (int i = 0; i < 16; i++) {
      layers.add(bench.layer(layers, "echo %d >/opt/top; touch /opt/l%1$d".formatted(i)).id());
    }

    assertThat(bench.run(bench.machine(layers), "cat /opt/top; ls -d /opt/l* | wc -l").out())
        .isEqualTo("15\n16\n");
  }

  @Test
  void allowsALayerTwiceInAChain() throws Exception {
    Layer nothing = bench.layer(bench.base(), "true");
    Layer again = bench.layer(above(nothing), "true");

    assertThat(again).isEqualTo(nothing);
    assertThat(bench.run(bench.machine(above(nothing, again)), "cat /opt/data/one").out())
        .isEqualTo("one\n");
  }

  @Test
  void capturesEveryChangeSinceTheMachineWasMade() throws Exception {
    String machine = bench.machine();
    bench.run(machine, "echo 12345 >/opt/first; rm /opt/data/one");
    assertThat(bench.machines().changedBytes(machine)).isEqualTo(6);
    Layer first = bench.machines().capture(machine);
    Layer unchanged = bench.machines().capture(machine);

    bench.run(machine, "echo 12 >/opt/second");
    assertThat(bench.machines().changedBytes(machine)).isEqualTo(9);
    Layer second = bench.machines().capture(machine);

    assertThat(unchanged).isEqualTo(first);
    assertThat(bench.machines().changedFiles(second.id()))
        .containsExactly("opt/data/one", "opt/first", "opt/second");
    assertThat(bench.machines().changedFiles(first.id()))
        .containsExactly("opt/data/one", "opt/first");
  }

  @Test
  void capturesAgainAfterACrashBetweenHashAndRename() throws Exception {
    String machine = bench.machine();
    bench.run(machine, "echo 1 >/opt/file");
    Path remembered = machineDirectory(machine).resolve("captured");
    Files.writeString(remembered, "00000000000000000000000000000000 7 7\n");

    Layer layer = bench.machines().capture(machine);

    assertThat(bench.machines().changedFiles(layer.id())).containsExactly("opt/file");
    assertThat(bench.machines().capture(machine)).isEqualTo(layer);
  }

  @Test
  void keepsAMachineThatIsCreatedTwiceAndRefusesToChangeItsLayers() throws Exception {
    String machine = bench.machine();
    bench.run(machine, "touch /opt/kept");

    bench.machines().create(machine, bench.base());

    assertThat(bench.run(machine, "ls /opt").out()).contains("kept");
    assertThatThrownBy(() -> bench.machines().create(machine, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it exists with other layers; delete it first");
  }

  @Test
  void forgetsADeletedMachine() throws Exception {
    String machine = bench.machine();
    bench.run(machine, "touch /opt/gone");

    bench.machines().delete(machine);
    bench.machines().delete(machine);
    bench.machines().stop(machine);

    assertThat(machineDirectory(machine)).doesNotExist();
    assertThatThrownBy(() -> bench.run(machine, "true"))
        .hasMessage(
            "cannot run a script on machine '%s': there is no such machine; create it first"
                .formatted(machine));
    bench.machines().create(machine, bench.base());
    assertThat(bench.run(machine, "ls /opt").out()).doesNotContain("gone");
  }

  @Test
  void discardsALayerOnlyWhenNothingUsesIt() throws Exception {
    String maker = bench.machine();
    bench.run(maker, "touch /opt/file");
    LayerId layer = bench.machines().capture(maker).id();
    String user = bench.machine(List.of(bench.base().get(0), layer));

    for (String machine : List.of(maker, user)) {
      assertThatThrownBy(() -> bench.machines().discard(layer)).hasMessageContaining("machine '");
      bench.machines().delete(machine);
    }
    bench.machines().discard(layer);
    bench.machines().discard(layer);

    assertThatThrownBy(() -> bench.machine(List.of(layer)))
        .hasMessageContaining("is not in the store");
    assertThatThrownBy(() -> bench.machines().discard(bench.base().get(0)))
        .hasMessageContaining("base 'toolbox' uses it");
  }

  @Test
  void refusesUnknownLayersAndNames() {
    LayerId unknown = new LayerId("0123456789abcdef0123456789abcdef");

    assertThatThrownBy(() -> bench.machines().create("m0", List.of(unknown)))
        .hasMessageContaining("layer '" + unknown + "' is not in the store");
    assertThatThrownBy(() -> bench.machines().changedFiles(unknown))
        .hasMessageContaining("cannot list layer '" + unknown + "'");
    assertThatThrownBy(() -> bench.machines().create("../m0", bench.base()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'../m0'");
    assertThat(bench.machines().base("plan-9")).isEmpty();
    assertThat(bench.machines().base("../layers")).isEmpty();
  }

  private List<LayerId> above(Layer... layers) {
    List<LayerId> all = new ArrayList<>(bench.base());
    for (Layer layer : layers) {
      all.add(layer.id());
    }
    return all;
  }

  private Path machineDirectory(String machine) {
    return List.of("root", "user", "copy").stream()
        .map(kind -> home.resolve(kind).resolve("machines"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow()
        .resolve(machine);
  }
}
