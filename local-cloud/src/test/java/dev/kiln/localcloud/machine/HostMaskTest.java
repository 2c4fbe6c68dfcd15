package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A planted file of each kind that is personal: no script sees it, on any backend. */
@ParameterizedClass
@MethodSource("dev.kiln.localcloud.machine.Backends#executing")
final class HostMaskTest {
  private static final String SECRET = "kiln-planted-secret";
  private static final List<LayerId> HOST = List.of(LayerId.HOST);

  private static final List<String> PLANTED =
      List.of(
          "root/.ssh/id_ed25519",
          "root/.m2/settings.xml",
          "home/ada/.aws/credentials",
          "export/people/grace/notes",
          "tmp/left",
          "var/tmp/left",
          "run/user/1000/token",
          "mnt/disk/file",
          "media/stick/file",
          "srv/site/file",
          "var/mail/ada",
          "var/spool/cron/ada",
          "opt/kiln-home/registry.json",
          "etc/apt/auth.conf.d/mirror.conf",
          "etc/apt/auth.conf",
          "etc/ssh/ssh_host_ed25519_key",
          "etc/shadow-",
          "etc/ssl/private/key.pem");

  private final BackendChoice choice;
  private final Path home;
  private final Path root;
  @AutoClose private Bench bench;

  HostMaskTest(BackendChoice choice, @TempDir Path directory) throws Exception {
    this.choice = choice;
    home = Files.createDirectory(directory.resolve("store"));
    root = directory.resolve("host");
    HostCommand.run(List.of("cp", "-a", Bench.toolbox().toString(), root.toString()));
    for (String name : PLANTED) {
      plant(name);
    }
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0:root:/root:/bin/sh\ngrace:x:1007:1007::/export/people/grace:/bin/sh\n");
    Files.writeString(
        root.resolve("etc/shadow"),
        "root:$6$%1$s:19000:0:99999:7:::\ndaemon:*:19000::::::\ngrace:!$y$%1$s:19000::::::\n"
            .formatted(SECRET));
    Files.setPosixFilePermissions(
        root.resolve("etc/shadow"), PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(
        Files.createDirectories(root.resolve("etc/apt/apt.conf.d")).resolve("x"), "ours");
    for (String open : List.of("tmp", "var/tmp")) {
      HostCommand.run(List.of("chmod", "1777", root.resolve(open).toString()));
    }
    HostCommand.run(List.of("chmod", "700", root.resolve("root").toString()));
    for (String mount : List.of("dev", "proc", "sys")) {
      Files.createDirectories(root.resolve(mount));
    }
    HostRoot host = new HostRoot(root, Set.of(root.resolve("opt/kiln-home")));
    bench = Bench.open(home, choice, host);
    assumeTrue(
        bench.machines().base("host").isPresent(), "this backend never shows the host to scripts");
  }

  private void plant(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, SECRET);
  }

  @Test
  void noScriptSeesAPlantedFile() throws Exception {
    String machine = bench.machine(HOST);
    StringBuilder body = new StringBuilder();
    PLANTED.forEach(name -> body.append("cat /").append(name).append(" 2>/dev/null\n"));
    body.append("cat /etc/shadow /etc/apt/apt.conf.d/x\n");

    Bench.Outcome outcome = bench.run(machine, body.toString());

    assertThat(outcome.out())
        .isEqualTo("root:*:19000:0:99999:7:::\ndaemon:*:19000::::::\ngrace:!*:19000::::::\nours");
  }

  @Test
  void theirPlacesAreEmptyAndHaveTheModesOfTheOriginals() throws Exception {
    String body =
        """
        for d in /root /home /tmp /var/tmp /mnt /opt/kiln-home /etc/apt/auth.conf.d; do
          stat -c '%a %U %n' $d && ls -A $d
        done
        stat -c %a /etc/shadow /etc /var
        """;

    assertThat(bench.run(bench.machine(HOST), body).out().lines())
        .containsExactly(
            "700 root /root",
            "755 root /home",
            "1777 root /tmp",
            "1777 root /var/tmp",
            "755 root /mnt",
            "755 root /opt/kiln-home",
            "755 root /etc/apt/auth.conf.d",
            "640",
            "755",
            "755");
  }

  @Test
  void whatAScriptPutsThereBecomesPartOfTheImage() throws Exception {
    Layer layer =
        bench.layer(
            HOST,
            "echo mine > /root/.profile; mkdir /home/new; echo kept > /home/new/file; rm -r /srv");

    String above = bench.machine(List.of(LayerId.HOST, layer.id()));

    assertThat(bench.run(above, "cat /root/.profile /home/new/file; ls -d /srv").out())
        .isEqualTo("mine\nkept\n");
    assertThat(bench.machines().changedFiles(layer.id()))
        .containsExactly("home/new/file", "root/.profile", "srv");
  }

  @Test
  void theHostKeepsItsFiles() throws Exception {
    bench.run(bench.machine(HOST), "rm -rf /root/.ssh /home /srv; echo x > /etc/shadow");

    assertThat(root.resolve("home/ada/.aws/credentials")).hasContent(SECRET);
    assertThat(root.resolve("srv/site/file")).hasContent(SECRET);
    assertThat(root.resolve("etc/shadow")).content().contains("$6$" + SECRET);
    assertThat(choice).isNotEqualTo(BackendChoice.NONE);
  }
}
