package dev.kiln.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.model.Templates;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.UserAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the scripts as far as a test may: bash only parses the scripts that would change this
 * machine.
 */
final class ScriptsTest {
  private static final String AWKWARD = "it's \"quoted\", $HOME `id` \\ \n\tEND\nEND\nünïcödé";

  @TempDir private Path folder = Path.of("");

  private record Outcome(int exit, String output) {}

  private Outcome bash(String script, String... options) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
    Path file = Files.writeString(folder.resolve("script"), script);
    List<String> command = new ArrayList<>(List.of("/bin/bash"));
    command.addAll(List.of(options));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private static String me() {
    return System.getProperty("user.name");
  }

  @Test
  void writesFilesByteForByteWithTheirMode() throws IOException, InterruptedException {
    Path path = folder.resolve("a folder/with 'quotes'/file");
    FileEntry file = new FileEntry(path.toString(), AWKWARD, "0640", me());
    Outcome outcome = bash(FileScript.of(List.of(file), List.of()));
    assertThat(outcome.output()).contains("wrote " + path);
    assertThat(outcome.exit()).isZero();
    assertThat(path).hasContent(AWKWARD);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void writesAnEmptyFileAndReplacesAnExistingOne() throws IOException, InterruptedException {
    Path path = Files.writeString(folder.resolve("there"), "before");
    Outcome outcome =
        bash(FileScript.of(List.of(new FileEntry(path.toString(), "", "0600", me())), List.of()));
    assertThat(outcome.exit()).isZero();
    assertThat(path).isEmptyFile();
  }

  @Test
  void aFileThatCannotBeWrittenEndsTheScript() throws IOException, InterruptedException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    FileEntry file = new FileEntry(notAFolder.resolve("x").toString(), "y", "0600", me());
    assertThat(bash(FileScript.of(List.of(file), List.of())).exit()).isNotZero();
  }

  @Test
  void givesAFileToItsOwnerOnceTheAccountExists() {
    FileEntry file = new FileEntry("/home/alice/x", "y", "0600", "alice:users");
    List<UserAccount> users = List.of(user("alice", List.of(), List.of()));
    assertThat(FileScript.of(List.of(file), users))
        .contains("write_file '/home/alice/x' '0600' 'root:root'");
    assertThat(FileScript.handOver(List.of(file), users))
        .isEqualTo("chown 'alice:users' '/home/alice/x'\nchmod '0600' '/home/alice/x'\n");
    assertThat(FileScript.handOver(List.of(file), List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PackageKind.class)
  void everyScriptForPackagesIsBash(PackageKind kind) throws IOException, InterruptedException {
    String script = PackageScript.of(kind, List.of("b'c", "a", "a"));
    assertThat(script).startsWith("#!/bin/bash\nset -euo pipefail\npackages=('a' 'b'\\''c')\n");
    assertThat(bash(script, "-n")).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void theScriptForUsersIsBashAndQuotesKeys() throws IOException, InterruptedException {
    String script =
        UserScript.of(List.of(user("alice", List.of("docker"), List.of("ssh-rsa A it's mine"))));
    assertThat(script)
        .contains("make_user 'alice' '2000' '' '/bin/bash'")
        .contains("join_group 'alice' 'docker'");
    assertThat(script).contains("authorize 'alice' 'ssh-rsa A it'\\''s mine'");
    assertThat(bash(script, "-n")).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void failsAtOnceForMissingPackagesAndRetriesMirrors() throws IOException, InterruptedException {
    String script =
        """
        #!/bin/bash
        set -euo pipefail
        %s
        calls=0
        sleep() { :; }
        flaky() { calls=$((calls + 1)); [ "$calls" = 3 ]; }
        retry flaky 2>/dev/null
        echo "calls $calls"
        """
            .formatted(Bash.resource("distribution.sh"));
    assertThat(bash(script)).isEqualTo(new Outcome(0, "calls 3\n"));
    String hopeless = script.replace("[ \"$calls\" = 3 ]", "false");
    assertThat(bash(hopeless)).isEqualTo(new Outcome(1, ""));
  }

  @Test
  void runsAScriptWithAShebangUnchangedAndStopsOthersAtTheFirstFailure()
      throws IOException, InterruptedException {
    SetupStep own =
        Templates.parse("name: a\nsetup_script: |\n\n  #!/bin/sh\n  false\n  echo on\n")
            .content()
            .steps()
            .stream()
            .map(
                step ->
                    new SetupStep(
                        "", UserWritten.complete(step.value().script()), step.value().timeout()))
            .findFirst()
            .orElseThrow();
    assertThat(own.script()).isEqualTo("#!/bin/sh\nfalse\necho on\n");
    assertThat(bash(UserWritten.complete("false\necho on")).output()).isEmpty();
    assertThat(bash(UserWritten.complete("false | cat\necho on")).output()).isEmpty();
    assertThat(bash(UserWritten.complete("echo \"$UNSET$DEBIAN_FRONTEND\"")).output())
        .isEqualTo("noninteractive\n");
  }

  private static UserAccount user(String name, List<String> groups, List<String> keys) {
    return new UserAccount(name, Optional.of(2000), Optional.empty(), groups, "/bin/bash", keys);
  }
}
