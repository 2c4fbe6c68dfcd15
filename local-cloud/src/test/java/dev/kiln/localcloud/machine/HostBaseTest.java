package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** This computer's own root as a base: scripts change nothing of it, and see only part of it. */
final class HostBaseTest {
  private static final List<LayerId> HOST = List.of(LayerId.HOST);

  private Path home;
  @AutoClose private Bench bench;

  @BeforeEach
  void open(@TempDir(factory = BuildDirectory.class) Path directory) throws Exception {
    home = directory;
    bench = Bench.open(directory, BackendChoice.ROOT_OVERLAY);
  }

  /** Not below {@code /tmp}, which a machine never sees. */
  static final class BuildDirectory implements TempDirFactory {
    @Override
    public Path createTempDirectory(
        AnnotatedElementContext elementContext, ExtensionContext extensionContext)
        throws IOException {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "host-base-");
    }
  }

  @Test
  void writesNothingToTheHost() throws Exception {
    Path canary = Files.writeString(home.resolveSibling("canary-" + home.getFileName()), "x");
    String body = "rm %s; touch /etc/kiln-was-here /usr/kiln-was-here; ls -d /etc/kiln*";

    Bench.Outcome outcome = bench.run(bench.machine(HOST), body.formatted(canary));

    assertThat(outcome.out()).isEqualTo("/etc/kiln-was-here\n");
    assertThat(canary).exists();
    assertThat(Path.of("/etc/kiln-was-here")).doesNotExist();
    Files.delete(canary);
  }

  @Test
  void hidesTheStoreAndTheHostsLiveDirectories() throws Exception {
    Path left = Files.createTempFile("kiln-", ".host");
    String body =
        """
        ls -A %s | wc -l
        ls -A /tmp /var/tmp /sys | grep -v -e : -e '^$'
        ls /run
        ls /proc | grep -c '^[0-9]'
        ls /dev | tr '\\n' ' '
        """
            .formatted(home);

    Bench.Outcome outcome = bench.run(bench.machine(HOST), body);
    Files.delete(left);

    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("0");
    assertThat(lines.subList(1, 3)).containsExactly("kiln", "lock");
    assertThat(Integer.parseInt(lines.get(3))).isLessThan(10);
    assertThat(lines.get(4))
        .isEqualTo("fd full null ptmx pts random shm stderr stdin stdout tty urandom zero ");
  }

  @Test
  void offersTheFilesThatPackagesAndProgramsExpect() throws Exception {
    String machine = bench.machine(HOST);
    String body =
        """
        hostname
        getent hosts $(hostname) | cut -d ' ' -f 1
        sh /usr/sbin/policy-rc.d; echo $?
        cmp /etc/resolv.conf - <<'EOF' && echo same
        %sEOF
        echo x >/dev/shm/x && (echo to stdout >/dev/stdout) && ls -d /dev/pts/ptmx
        useradd kilntest && chown kilntest /opt && stat -c %%U /opt
        """
            .formatted(Files.readString(Path.of("/etc/resolv.conf")));

    Bench.Outcome outcome = bench.run(machine, body);

    assertThat(outcome.out().lines())
        .containsExactly(
            machine, "127.0.1.1", "101", "same", "to stdout", "/dev/pts/ptmx", "kilntest");
    Layer layer = bench.machines().capture(machine);
    assertThat(bench.machines().changedFiles(layer.id()))
        .contains("etc/passwd")
        .noneMatch(file -> file.startsWith("dev") || file.startsWith("tmp"))
        .doesNotContain("etc/hosts", "etc/resolv.conf", "usr/sbin/policy-rc.d");
  }

  @Test
  void stacksLayersOnTheHost() throws Exception {
    Layer lower = bench.layer(HOST, "mkdir /opt/kiln-a; echo a >/opt/kiln-a/file");
    List<LayerId> layers = List.of(LayerId.HOST, lower.id());
    Layer upper = bench.layer(layers, "echo b >>/opt/kiln-a/file");

    String machine = bench.machine(List.of(LayerId.HOST, lower.id(), upper.id()));

    assertThat(bench.run(machine, "cat /opt/kiln-a/file").out()).isEqualTo("a\nb\n");
  }

  @Test
  void keepsKernelSettingsAndTheClockOfTheHostOutOfReach() throws Exception {
    String machine = bench.machine(HOST);

    assertThat(bench.run(machine, "echo 1 >/proc/sys/vm/swappiness").exitCode()).isNotZero();
    assertThat(bench.run(machine, "date -s 2020-01-01").exitCode()).isNotZero();
  }

  @Test
  void dropsSocketsAndKeepsDeviceNodes() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 makes the socket");
    String bind = "import socket; socket.socket(socket.AF_UNIX).bind('/opt/kiln-socket')";
    String body = "python3 -c \"%s\" && mknod /opt/kiln-node c 1 3".formatted(bind);

    Layer layer = bench.layer(HOST, body);

    assertThat(bench.machines().changedFiles(layer.id())).containsExactly("opt/kiln-node");
    assertThat(
            bench.run(bench.machine(List.of(LayerId.HOST, layer.id())), "echo x >/opt/kiln-node"))
        .extracting(Bench.Outcome::exitCode)
        .isEqualTo(0);
  }
}
