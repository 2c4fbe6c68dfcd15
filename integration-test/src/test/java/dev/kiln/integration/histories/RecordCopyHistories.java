package dev.kiln.integration.histories;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.integration.share.SharingStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Records histories of copies, as {@link RecordHistories} does of other workflows. */
public final class RecordCopyHistories {
  private static final Region WEST = new Region("us-west-2");
  private static final Region IRELAND = new Region("eu-west-1");

  private RecordCopyHistories() {}

  /** Records into the folder that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    recordDistribution(folder);
    recordCopyFromElsewhere(folder);
    System.exit(0);
  }

  private static void recordDistribution(Path folder) throws IOException {
    try (SharingStage on = new SharingStage(SharingStage.settings(home()))) {
      RegionalAmi image = on.build();
      on.cloud
          .faults()
          .add(Fault.of("CopyImage", When.IMAGE_FAILS).inRegion(IRELAND.value()).times(2));
      WorkflowStub copies = on.distribute(image, Distribution.to(List.of(WEST, IRELAND)));
      System.out.println(copies.getResult(DistributeWorkflow.Report.class));
      String id = Optional.ofNullable(copies.getExecution()).orElseThrow().getWorkflowId();
      save(folder, "distribute-partial", on.history(id));
      save(folder, "copy-made", on.history(CopyWorkflow.id(image, WEST)));
    }
  }

  private static void recordCopyFromElsewhere(Path folder) throws IOException {
    LayerSpec layer = RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");
    LocalCloudSettings settings =
        LocalCloudSettings.defaults(home()).withBackend(BackendChoice.NONE);
    try (RehearsalStage on =
        new RehearsalStage(settings, Patience.usual(), List.of(RehearsalStage.REGION))) {
      on.build(layer);
      BuildWorkflow.Request here = on.request(BuilderPolicy.DEFAULT, layer);
      BuildWorkflow.Request request =
          new BuildWorkflow.Request(
              here.buildId(),
              here.name(),
              here.layers(),
              WEST,
              here.architectures(),
              here.rebuild(),
              here.refresh(),
              here.policy());
      System.out.println(on.start(request).getResult(BuildWorkflow.Report.class));
      ImageKey key = request.keys(request.architectures().get(0)).get(0);
      save(folder, "build-that-copies", on.history(BuildWorkflow.id(request)));
      save(folder, "image-copied", on.history(ImageWorkflow.id(key)));
    }
  }

  private static Path home() throws IOException {
    return Files.createTempDirectory("kiln-histories");
  }

  private static void save(Path folder, String name, String history) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), history);
  }
}
