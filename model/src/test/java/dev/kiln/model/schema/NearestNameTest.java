package dev.kiln.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
  private static final List<String> NAMES =
      List.of("build_steps", "base", "users", "packages", "parameters");

  @ParameterizedTest
  @CsvSource({
    "biuld_steps,build_steps",
    "build-steps,build_steps",
    "BuildSteps,build_steps",
    "user,users",
    "package,packages",
    "bsae,base",
    "paramters,parameters"
  })
  void guessesTheIntendedName(String mistyped, String meant) {
    assertThat(NearestName.among(NAMES, mistyped)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "x", "compute"})
  void guessesNothingIfNoNameIsNear(String mistyped) {
    assertThat(NearestName.among(NAMES, mistyped)).isEqualTo(Optional.empty());
  }
}
