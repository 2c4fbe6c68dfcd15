package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** What a client reports to support is in every reply, and is the id in the log of calls. */
final class RequestIdsTest {
  @Test
  void repliesInJsonCarryTheIdOfTheRequest(@TempDir Path home) throws IOException {
    try (Rehearsal to = Rehearsal.of(home)) {
      String good = to.ssm.listCommands().responseMetadata().requestId();
      String refused =
          catchThrowableOfType(
                  ParameterNotFoundException.class, () -> to.ssm.getParameter(r -> r.name("/none")))
              .requestId();

      assertThat(to.cloud.calls().list())
          .extracting(call -> call.requestId())
          .contains(good, refused)
          .doesNotContain("UNKNOWN");
    }
  }
}
