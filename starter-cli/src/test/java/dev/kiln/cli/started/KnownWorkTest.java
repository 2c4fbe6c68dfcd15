package dev.kiln.cli.started;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.kiln.cli.command.GlobalOptions;
import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.work.KnownWork;
import dev.kiln.cli.work.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownWorkTest {
  private static final List<String> IDS =
      List.of(
          "build-gromacs-1a2b3c4d",
          "matrix-1a2b3c4d",
          "distribute-ami-0123456789abcdef0-1a2b3c4d",
          "capture-1a2b3c4d",
          "validate-gromacs-1a2b3c4d",
          "canary-1a2b3c4d",
          "delete-ami-0123456789abcdef0-1a2b3c4d",
          "deprecate-5-images-1a2b3c4d",
          "disable-ami-0123456789abcdef0-1a2b3c4d",
          "enable-ami-0123456789abcdef0-1a2b3c4d",
          "grant-gromacs-1a2b3c4d",
          "revoke-gromacs-1a2b3c4d",
          "promote-gromacs-stable-1a2b3c4d",
          "rollback-gromacs-stable-1a2b3c4d",
          "record-gromacs-dev-1a2b3c4d");

  @Test
  void everyKindOfWorkIsInTheList() {
    List<Class<?>> kinds =
        new ClassFileImporter()
            .importPackagesOf(Work.class).stream()
                .filter(type -> type.isAssignableTo(Work.class) && !type.isInterface())
                .<Class<?>>map(JavaClass::reflect)
                .toList();

    assertThat(kinds).isNotEmpty();
    assertThat(KnownWork.ALL).map(Object::getClass).containsAll(kinds);
  }

  @Test
  void everyKindOfWorkHasADisplay() {
    Invocation invocation =
        new Invocation(
            Console.ofProcess(),
            new GlobalOptions(),
            options -> {
              throw new CliFailure("cannot connect: not needed");
            });

    assertThat(KnownWork.ALL)
        .allSatisfy(work -> assertThat(Displays.of(work, invocation)).isNotNull());
  }

  @Test
  void everyIdBelongsToExactlyOneKind() {
    assertThat(IDS)
        .allSatisfy(
            id ->
                assertThat(KnownWork.ALL)
                    .filteredOn(work -> work.kind().owns().test(id))
                    .as(id)
                    .hasSize(1));
    assertThat(KnownWork.ALL)
        .allSatisfy(work -> assertThat(IDS).anyMatch(id -> work.kind().owns().test(id)));
  }

  @Test
  void anIdOfNoKindIsUnknown() {
    assertThat(KnownWork.of("ami-0123456789abcdef0")).isEmpty();
    assertThat(KnownWork.of("catalog-1a2b3c4d")).isEmpty();
    assertThat(KnownWork.of("delete-everything")).isEmpty();
  }
}
