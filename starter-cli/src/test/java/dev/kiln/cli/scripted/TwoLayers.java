package dev.kiln.cli.scripted;

import static dev.kiln.cli.scripted.Layers.FOUNDATION;
import static dev.kiln.cli.scripted.Layers.FOUNDATION_AMI;
import static dev.kiln.cli.scripted.Layers.GROMACS;
import static dev.kiln.cli.scripted.Layers.building;
import static dev.kiln.cli.scripted.Layers.built;
import static dev.kiln.cli.scripted.Layers.done;
import static dev.kiln.cli.scripted.Layers.run;
import static dev.kiln.cli.scripted.Layers.running;
import static dev.kiln.cli.scripted.Layers.waiting;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.scripted.Script.Scene;
import dev.kiln.workflows.image.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two templates, one on the other, and the build of both. */
public final class TwoLayers {
  private TwoLayers() {}

  /** A machine that has the two files. */
  public static KilnRun machine(Path folder) {
    return new KilnRun(folder)
        .file(
            "foundation.yaml",
            """
            name: foundation
            base: ubuntu-24.04
            setup_script: |
              #!/bin/bash
              set -e
              echo foundation
            """)
        .file(
            "gromacs.yaml",
            """
            name: gromacs
            extends: foundation.yaml
            setup_script: |
              #!/bin/bash
              set -e
              echo gromacs
            """);
  }

  /** A build that has made the lower layer and is making the upper one. */
  public static Script coldChain() {
    return new Script()
        .scene(new Scene(List.of(waiting(FOUNDATION), waiting(GROMACS)), Map.of()))
        .scene(
            new Scene(
                List.of(building(FOUNDATION), waiting(GROMACS)),
                Map.of(
                    FOUNDATION,
                    run(
                        FOUNDATION,
                        done(Stage.BASE, "", "ami-0b0b0b0b0b0b0b0b0 (ubuntu)", 1),
                        running(Stage.LAUNCH, "", 3)))))
        .scene(
            new Scene(
                List.of(building(FOUNDATION), waiting(GROMACS)),
                Map.of(
                    FOUNDATION,
                    run(
                        FOUNDATION,
                        done(Stage.BASE, "", "ami-0b0b0b0b0b0b0b0b0 (ubuntu)", 1),
                        done(Stage.LAUNCH, "", "i-0123456789abcdef0 (c6i.xlarge)", 4),
                        running(Stage.SETUP, "compile", 60)))))
        .scene(
            new Scene(
                List.of(built(FOUNDATION, FOUNDATION_AMI), building(GROMACS)),
                Map.of(
                    FOUNDATION,
                    run(
                        FOUNDATION,
                        done(Stage.BASE, "", "ami-0b0b0b0b0b0b0b0b0 (ubuntu)", 1),
                        done(Stage.LAUNCH, "", "i-0123456789abcdef0 (c6i.xlarge)", 4),
                        done(Stage.SETUP, "compile", "exit 0", 61),
                        done(Stage.IMAGE, "", FOUNDATION_AMI.value(), 2)),
                    GROMACS,
                    run(GROMACS, running(Stage.LAUNCH, "", 1)))));
  }
}
