package dev.kiln.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.cli.Consoles;
import dev.kiln.cli.connect.RunningStack.ProcessMark;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningStackTest {
  private static final ProcessMark THIS_PROCESS = ProcessMark.of(ProcessHandle.current());

  @TempDir Path folder;

  @BeforeEach
  void makeHome() throws IOException {
    Files.createDirectories(home());
  }

  private Path home() {
    return folder.resolve("home/.kiln");
  }

  private static RunningStack stack(String address, ProcessMark process) {
    return new RunningStack(
        address,
        "default",
        URI.create("http://127.0.0.1:8233"),
        Optional.of(URI.create("http://127.0.0.1:4580")),
        new Region("eu-west-1"),
        process,
        process);
  }

  private Connection open() {
    Connector elsewhere =
        options -> {
          throw new CliFailure("went elsewhere");
        };
    return new ConfiguredConnector(Consoles.at(folder, Map.of()), elsewhere)
        .open(ConnectOptions.NONE);
  }

  @Test
  void isFoundByTheCommandsOfItsUser() throws Exception {
    int port = freePort();
    try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port)) {
      stack("127.0.0.1:" + port, THIS_PROCESS).record(home());

      try (Connection found = open()) {
        assertThat(found.embedded()).isFalse();
        assertThat(found.defaultRegion()).isEqualTo(new Region("eu-west-1"));
        assertThat(found.webUi("build-x"))
            .contains("http://127.0.0.1:8233/namespaces/default/workflows/build-x");
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void isPassedOverWhenItsProcessIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    ProcessMark mark = ProcessMark.of(gone.toHandle());
    gone.waitFor();
    stack("127.0.0.1:1", mark).record(home());

    assertThatThrownBy(this::open).hasMessage("went elsewhere");
  }

  @Test
  void isPassedOverWhenAnotherProcessHasItsNumberNow() throws Exception {
    stack("127.0.0.1:1", new ProcessMark(THIS_PROCESS.pid(), Instant.EPOCH)).record(home());

    assertThatThrownBy(this::open).hasMessage("went elsewhere");
  }

  @Test
  void thatDoesNotAnswerIsNamedByItsProcess() throws Exception {
    stack("127.0.0.1:" + freePort(), THIS_PROCESS).record(home());

    assertThatThrownBy(this::open)
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("the 'kiln up' of process " + THIS_PROCESS.pid());
  }

  @Test
  void aDamagedRecordIsAClearError() throws Exception {
    Files.writeString(home().resolve("stack.json"), "{\"address\": 7");

    assertThatThrownBy(this::open)
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("stack.json")
        .hasMessageContaining("delete it");
  }

  @Test
  void isForgottenWhenItEnds() throws Exception {
    stack("127.0.0.1:1", THIS_PROCESS).record(home());
    RunningStack.forget(home());

    assertThat(RunningStack.recorded(home())).isEmpty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
