package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoBackendTest {
  @Test
  void neverPretendsToHaveExecuted(@TempDir Path home) throws Exception {
    try (Machines machines = Machines.open(home, BackendChoice.NONE)) {
      List<LayerId> layers = machines.base("host").orElseThrow();
      machines.create("m1", layers);
      Captured captured = new Captured();
      Script script = new Script("echo x; exit 3", Duration.ofSeconds(1), Map.of());

      Execution execution = machines.run("m1", script, captured);

      assertThat(execution).isEqualTo(new Execution(0, false, Backend.NONE));
      assertThat(execution.executed()).isFalse();
      assertThat(captured.out()).isEmpty();
      assertThat(machines.changedBytes("m1")).isZero();
      Layer layer = machines.capture("m1");
      assertThat(layer.bytes()).isZero();
      assertThat(machines.changedFiles(layer.id())).isEmpty();
      machines.create("m2", List.of(layers.get(0), layer.id()));
      assertThat(machines.capture("m2")).isEqualTo(layer);
      machines.stop("m1");
      machines.delete("m1");
      machines.delete("m2");
      machines.delete("m2");
    }
  }

  @Test
  void cannotMakeABase(@TempDir Path home) {
    try (Machines machines = Machines.open(home, BackendChoice.NONE)) {
      assertThat(machines.base("debian-12")).isEmpty();
      assertThatThrownBy(() -> machines.bootstrap("debian-12", new Captured()))
          .hasMessageContaining("cannot make base 'debian-12': nothing can be executed here");
      assertThatThrownBy(() -> machines.bootstrap("plan-9", new Captured()))
          .hasMessageContaining("cannot make base 'plan-9': only [debian-12, debian-13] are known");
    }
  }

  @Test
  void refusesAMachineThatWasNotCreated(@TempDir Path home) {
    try (Machines machines = Machines.open(home, BackendChoice.NONE)) {
      Script script = new Script("true", Duration.ofSeconds(1), Map.of());

      assertThatThrownBy(() -> machines.run("m1", script, new Captured()))
          .hasMessageContaining("there is no such machine");
      assertThatThrownBy(() -> machines.capture("m1"))
          .hasMessageContaining("cannot capture machine 'm1'");
    }
  }

  @Test
  void refusesScriptsThatCannotBeRun() {
    assertThatThrownBy(() -> new Script("true", Duration.ZERO, Map.of()))
        .hasMessageContaining("give a positive one");
    assertThatThrownBy(() -> new Script("true", Duration.ofSeconds(1), Map.of("A B", "x")))
        .hasMessageContaining("environment variable 'A B'");
    assertThatThrownBy(() -> new LayerId("../etc")).hasMessageContaining("'../etc'");
    assertThat(new Script("true", Duration.ofDays(9_000_000), Map.of()).timeout())
        .isEqualTo(Duration.ofDays(365));
  }
}
