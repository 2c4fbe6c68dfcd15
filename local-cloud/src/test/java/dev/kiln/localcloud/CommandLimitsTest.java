package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandResponse;

/** What Systems Manager takes in one command. */
final class CommandLimitsTest {
  @AutoClose private Rehearsal to;
  private String instance = "";

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
    instance = to.launch();
    to.awaitInstance(instance, "running");
  }

  private SendCommandResponse send(
      Map<String, List<String>> parameters, Consumer<SendCommandRequest.Builder> more) {
    return to.ssm.sendCommand(
        r -> {
          r.instanceIds(instance).documentName("AWS-RunShellScript").parameters(parameters);
          more.accept(r);
        });
  }

  private SendCommandResponse send(Map<String, List<String>> parameters) {
    return send(parameters, r -> {});
  }

  @Test
  void documentAndParametersHaveAtMost64Kilobytes() {
    String most = "#".repeat(62 * 1024);

    assertThat(send(Map.of("commands", List.of(most))).command().commandId()).isNotEmpty();
    assertThat(error(() -> send(Map.of("commands", List.of("#".repeat(64 * 1024))))))
        .isEqualTo("MaxDocumentSizeExceeded/400");
    assertThat(
            message(() -> send(Map.of("commands", Collections.nCopies(3000, "echo ".repeat(9))))))
        .contains("64 KB");
  }

  @Test
  void aCommandRunsForAtMostTwoDays() {
    assertThat(
            send(Map.of("commands", List.of("true"), "executionTimeout", List.of("172800")))
                .command()
                .commandId())
        .isNotEmpty();
    assertThat(
            error(
                () ->
                    send(
                        Map.of(
                            "commands", List.of("true"), "executionTimeout", List.of("172801")))))
        .isEqualTo("InvalidParameters/400");
  }

  @Test
  void commentsAndListsOfInstancesAreShort() {
    Map<String, List<String>> script = Map.of("commands", List.of("true"));

    assertThat(send(script, r -> r.comment("c".repeat(100))).command().comment()).hasSize(100);
    assertThat(error(() -> send(script, r -> r.comment("c".repeat(101)))))
        .isEqualTo("ValidationException/400");
    assertThat(error(() -> send(script, r -> r.instanceIds(Collections.nCopies(51, instance)))))
        .isEqualTo("ValidationException/400");
    assertThat(error(() -> send(script, r -> r.timeoutSeconds(29))))
        .isEqualTo("ValidationException/400");
    assertThat(error(() -> send(script, r -> r.timeoutSeconds(2_592_001))))
        .isEqualTo("ValidationException/400");
  }
}
