package dev.kiln.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The errors that keep a stack from starting; the crash tests show that it starts. */
final class UpCommandTest {
  @TempDir Path folder;

  @Test
  void namesThePortThatIsInUseAndTheFlagThatChoosesAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertRefused("--port", port, "the Temporal server");
      assertRefused("--ui-port", port, "the Web UI");
      assertRefused("--cloud-port", port, "the local cloud");
    }
  }

  private void assertRefused(String flag, String port, String use) throws IOException {
    Result result = up(flag, port);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("cannot use port " + port + " for " + use, "choose another port with " + flag)
        .hasLineCount(1);
  }

  @Test
  void refusesAPortThatDoesNotExist() throws Exception {
    assertThat(up("--port", "65536").err()).contains("cannot use port 65536", "from 1 to 65535");
    assertThat(up("--port", "65536").exitCode()).isEqualTo(2);
  }

  @Test
  void refusesATemporalCommandThatIsNoProgram() throws Exception {
    Result result = up("--temporal-binary", "not-there");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("'not-there'", "correct --temporal-binary");
  }

  @Test
  void showsTheEndOfTheLogOfAServerThatDoesNotStart() throws Exception {
    Path server = folder.resolve("temporal");
    Files.writeString(server, "#!/bin/sh\necho first; echo 'no such database'; exit 3\n");
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));

    Result result = up("--temporal-binary", server.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("it ended with exit code 3", "first | no such database");
    assertThat(Files.exists(folder.resolve("home/.kiln/stack.json"))).isFalse();
  }

  /** Uses free ports unless the arguments name others. */
  private Result up(String... arguments) throws IOException {
    String[] line = new String[arguments.length + 7];
    line[0] = "up";
    String[] flags = {"--port", "--ui-port", "--cloud-port"};
    for (int i = 0; i < flags.length; i++) {
      line[1 + 2 * i] = flags[i];
      line[2 + 2 * i] = String.valueOf(freePort());
    }
    System.arraycopy(arguments, 0, line, 7, arguments.length);
    for (int i = 0; i < flags.length; i++) {
      if (arguments[0].equals(flags[i])) {
        line[2 + 2 * i] = arguments[1];
        line[7] = "--metrics";
        line[8] = "127.0.0.1:0";
      }
    }
    return new KilnRun(folder).run(line);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
