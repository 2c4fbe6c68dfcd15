package dev.kiln.cli.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.model.Region;
import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JanitorCommandTest {
  private static final JanitorActivities.Expired BUILDER =
      new JanitorActivities.Expired(
          JanitorActivities.Expired.Kind.INSTANCE,
          "i-0123456789abcdef0",
          new Region("us-east-1"),
          "kiln-builder-hello-1",
          KilnRun.NOW.minus(Duration.ofHours(3)));

  @TempDir Path folder;

  @Test
  void saysThatNothingHasExpired() {
    assertThat(janitor(new JanitorWorkflow.Report(List.of(), List.of())))
        .isEqualTo(new Result(0, "Nothing has expired in us-east-1.\n", ""));
  }

  @Test
  void listsTheRemovedResources() {
    assertThat(janitor(new JanitorWorkflow.Report(List.of(BUILDER), List.of())).out())
        .contains("instance", BUILDER.id(), "3 hours ago", "Removed 1 resource.");
  }

  @Test
  void listsTheResourcesItWouldRemove() {
    assertThat(janitor(new JanitorWorkflow.Report(List.of(BUILDER), List.of()), "--dry-run").out())
        .contains(BUILDER.id(), "Would remove 1 resource; omit --dry-run to do it.");
  }

  @Test
  void endsWithOneWhereSomethingWasRefused() {
    Result result =
        janitor(new JanitorWorkflow.Report(List.of(), List.of("eu-west-1: not allowed")));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("Removed nothing.\n");
    assertThat(result.err()).contains("cannot finish the clean-up: eu-west-1: not allowed");
  }

  @Test
  void printsTheSameAsADocument() throws Exception {
    Result result =
        janitor(new JanitorWorkflow.Report(List.of(BUILDER), List.of()), "--output", "json");

    JsonNode expired = new ObjectMapper().readTree(result.out()).get("expired").get(0);
    assertThat(expired.get("kind").asText()).isEqualTo("instance");
    assertThat(expired.get("expired_at").asText()).isEqualTo("2026-01-03T09:00:00Z");
  }

  private Result janitor(JanitorWorkflow.Report report, String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "janitor";
    System.arraycopy(options, 0, line, 1, options.length);
    try (ScriptedTemporal temporal =
        new ScriptedTemporal(new Script().janitorFinds(report), false)) {
      return new KilnRun(folder).connectedTo(temporal).run(line);
    }
  }
}
