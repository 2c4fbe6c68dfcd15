package dev.kiln.localcloud.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs a script that does not end, in a process that the test kills. */
final class DoomedCaller {
  private DoomedCaller() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    BackendChoice choice = BackendChoice.valueOf(arguments[1]);
    String body =
        """
        #!/bin/bash
        trap '' TERM HUP INT
        echo kept >/opt/before
        (trap '' TERM; setsid sleep %1$s) &
        setsid bash -c 'while :; do sleep %1$s; done' >/dev/null 2>&1 &
        sleep %1$s &
        echo begun
        sleep %1$s
        """
            .formatted(arguments[3]);
    OutputSink sink =
        new OutputSink() {
          @Override
          public void stdout(byte[] bytes, int length) {
            System.out.write(bytes, 0, length);
            System.out.flush();
          }

          @Override
          public void stderr(byte[] bytes, int length) {
            System.err.write(bytes, 0, length);
          }
        };
    try (Machines machines = Machines.open(home, choice)) {
      machines.run(arguments[2], new Script(body, Duration.ofMinutes(5), Map.of()), sink);
    }
  }
}
