package dev.kiln.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Layering;
import dev.kiln.model.image.Lineage;
import dev.kiln.model.image.TreeTotals;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow.Query.InRegion;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where images come from and how much they add, over the wire. */
@Timeout(120)
final class LineageOnLocalCloudTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path home;
  private RehearsalStage on;
  private List<KilnImage> listed;
  private ImageTrees trees;
  private AmiId base;
  private AmiId top;

  @BeforeEach
  void buildTwoLayers() {
    HostBase.assumeOffered(home, BackendChoice.AUTO);
    on = new RehearsalStage(LocalCloudSettings.defaults(home));
    BuildWorkflow.Report report =
        on.build(
            RehearsalStage.layer("base", Optional.empty(), "echo base > /opt/kiln-base\n", "true"),
            RehearsalStage.layer(
                "top",
                Optional.of("base"),
                "head -c 3000000 /dev/urandom > /opt/kiln-top\n",
                "true"));
    base = report.layers().get(0).ami().orElseThrow();
    top = report.layers().get(1).ami().orElseThrow();
    listed = images();
    trees = ImageTree.of(listed).parents(top).orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    if (on != null) {
      on.close();
    }
  }

  private List<KilnImage> images() {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(CatalogWorkflow.class, options("catalog"))
        .list(
            new CatalogWorkflow.Query(
                List.of(CatalogWorkflow.Place.first(RehearsalStage.REGION)),
                RehearsalStage.REGION,
                List.of(),
                100))
        .images();
  }

  private Lineage lineage(Map<?, ? extends Collection<AmiId>> foreign, List<Layering> layerings) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(LineageWorkflow.class, options("lineage"))
        .trace(
            new LineageWorkflow.Query(
                List.of(
                    new InRegion(
                        RehearsalStage.REGION,
                        foreign.values().stream().flatMap(Collection::stream).toList(),
                        layerings))));
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.BUILD).setWorkflowId(id).build();
  }

  @Test
  void whatALayerAddsIsRecordedWhenItIsMade() {
    KilnImage made = listed.stream().filter(image -> image.ami().equals(top)).findAny().get();

    assertThat(made.addedBytes().orElseThrow()).isBetween(3 * MIB, 4 * MIB);
    assertThat(made.tags().get("StoredBytes")).isEqualTo("" + made.fullSizeBytes().orElseThrow());
    assertThat(trees.layerings()).isEmpty();
    assertThat(TreeTotals.of(trees).exact()).isTrue();
    KilnImage lowest = listed.stream().filter(image -> image.ami().equals(base)).findAny().get();
    assertThat(lowest.tags()).containsKey("StoredBytes").doesNotContainKey("AddedBytes");
  }

  @Test
  void measuresWhatALayerAddsAndNamesTheVendorsBase() {
    Lineage read = lineage(trees.unseen(), List.of(new Layering(top, base)));

    assertThat(read.added())
        .singleElement()
        .satisfies(added -> assertThat(added.ami()).isEqualTo(top))
        .satisfies(added -> assertThat(added.bytes()).isBetween(3 * MIB, 4 * MIB));
    assertThat(read.foreign())
        .singleElement()
        .satisfies(vendor -> assertThat(vendor.ours()).isFalse())
        .satisfies(vendor -> assertThat(vendor.name().orElseThrow()).isNotEmpty());
    TreeTotals totals = TreeTotals.of(ImageTree.of(listed, read).parents(top).orElseThrow());
    assertThat(totals.exact()).isTrue();
    assertThat(totals.minutesSaved()).isPositive();
  }

  @Test
  void leavesOutSizesThatTheCloudDoesNotReport() {
    on.cloud
        .faults()
        .add(Fault.of("ListChangedBlocks", Fault.When.BEFORE).withError("AccessDeniedException"));
    AmiId nowhere = new AmiId("ami-00000000000000000");

    Lineage read = lineage(Map.of("", List.of(base, nowhere)), List.of(new Layering(top, base)));

    assertThat(read.added()).isEmpty();
    assertThat(read.foreign()).extracting(ForeignImage::ours).containsExactly(true, false);
    assertThat(read.foreign().get(1).name()).isEmpty();
  }
}
