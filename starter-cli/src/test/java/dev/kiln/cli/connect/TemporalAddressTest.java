package dev.kiln.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong Temporal addresses. */
final class TemporalAddressTest {
  @TempDir Path folder;

  private Result listImages(String address) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Console console =
        new Console(
            nowhere,
            nowhere,
            Map.of(),
            folder,
            folder.resolve("home"),
            Optional.empty(),
            Terminal.none(),
            action -> () -> {},
            Clock.systemUTC());
    return new KilnRun(folder)
        .connectedTo(
            new ConfiguredConnector(
                console,
                options -> {
                  throw new AssertionError("an address was given");
                }))
        .run("ami", "list", "--address", address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", ":99999", "host:", "host:0", "host:port", "a b:7233"})
  void refusesAMalformedAddressAsAUsageError(String address) {
    Result result = listImages(address);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'" + address + "'", "expected host:port").hasLineCount(1);
  }

  @Test
  void reportsAnUnknownHostInOneLineAndLogsNothing() {
    Logger grpc = Logger.getLogger("io.grpc");
    List<LogRecord> logged = new ArrayList<>();
    Handler records = new Records(logged);
    grpc.addHandler(records);
    try {
      Result result = listImages("no-such-host.invalid:7233");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("kiln: cannot connect to Temporal at 'no-such-host.invalid:7233'")
          .contains("there is no host with this name")
          .hasLineCount(1);
      assertThat(logged).isEmpty();
    } finally {
      grpc.removeHandler(records);
    }
  }

  private static final class Records extends Handler {
    private final List<LogRecord> into;

    Records(List<LogRecord> into) {
      this.into = into;
    }

    @Override
    public synchronized void publish(LogRecord logged) {
      into.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
