package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.build.BuildWorkflow.LayerReport;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.copy.RegionTable;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the state of every layer, and shows it as markdown in the Web UI's current details. */
final class ChainProgress {
  private final BuildWorkflow.Request request;
  private final Map<ImageKey, LayerReport> layers = new LinkedHashMap<>();
  private final Map<ImageKey, String> setbacks = new HashMap<>();
  private final Map<ImageKey, Instant> begun = new HashMap<>();
  private List<RegionReport> regions = List.of();

  ChainProgress(BuildWorkflow.Request request) {
    this.request = request;
    for (Architecture architecture : request.architectures()) {
      List<ImageKey> keys = request.keys(architecture);
      for (int i = 0; i < keys.size(); i++) {
        String source = request.layers().get(i).source();
        layers.put(keys.get(i), LayerReport.waiting(keys.get(i), source));
      }
    }
  }

  BuildWorkflow.Progress snapshot() {
    return new BuildWorkflow.Progress(request.buildId(), request.name(), layers(), regions);
  }

  List<LayerReport> layers() {
    return List.copyOf(layers.values());
  }

  List<RegionReport> regions() {
    return regions;
  }

  /** The layer that the build is for. */
  LayerReport top(Architecture architecture) {
    List<ImageKey> keys = request.keys(architecture);
    return report(keys.get(keys.size() - 1));
  }

  void decided(ChainDecision decision) {
    for (ChainDecision.Layer layer : decision.layers()) {
      LayerReport report = report(layer.key()).withNotes(notes(layer));
      layers.put(
          layer.key(),
          switch (layer.action()) {
            case REUSE -> layer.hit().map(image -> reused(report, image)).orElse(report);
            case SKIP -> report.withState(LayerReport.State.NOT_NEEDED);
            case COPY -> report.withState(LayerReport.State.COPYING);
            case OBTAIN, REBUILD -> report.withState(LayerReport.State.WAITING);
          });
    }
    show();
  }

  private List<String> notes(ChainDecision.Layer layer) {
    List<String> notes = new ArrayList<>(layer.reasons());
    Optional.ofNullable(setbacks.get(layer.key())).ifPresent(notes::add);
    return notes;
  }

  void begun(ChainDecision.Layer layer) {
    begun.put(layer.key(), WorkflowClock.now());
    boolean copied = layer.action() == ChainDecision.Action.COPY;
    update(
        report(layer.key())
            .withState(copied ? LayerReport.State.COPYING : LayerReport.State.BUILDING));
  }

  /**
   * Adds a note to a layer for the rest of the build: Kiln builds it because it could not copy it.
   */
  void notCopied(ImageKey key, String reason) {
    setbacks.put(key, reason + "; it is built instead");
  }

  void ended(ImageKey key, LayerReport.State state) {
    update(report(key).withState(state));
  }

  /**
   * Records a layer's image. An image that was found but is younger than this build's request was
   * made by the run that the build had joined; the build lost track of that run when its worker
   * died.
   */
  void obtained(ChainDecision.Layer layer, Image image) {
    ImageKey key = layer.key();
    Instant requested = begun.getOrDefault(key, WorkflowClock.now());
    boolean lostTrackOf =
        image.origin() == Image.Origin.FOUND && !image.created().isBefore(requested);
    LayerReport report = report(key);
    double saved =
        image.origin() == Image.Origin.COPIED
            ? layer.elsewhere().flatMap(KilnImage::buildMinutes).orElse(0.0)
            : 0;
    LayerReport.State state =
        switch (image.origin()) {
          case BUILT -> LayerReport.State.BUILT;
          case COPIED -> LayerReport.State.COPIED;
          case FOUND -> lostTrackOf ? made(report.state()) : LayerReport.State.REUSED;
        };
    update(
        report
            .with()
            .state(state)
            .ami(image.ami())
            .imageName(image.name())
            .created(image.created())
            .baseAmi(image.baseAmi())
            .took(lostTrackOf ? WorkflowClock.since(requested) : image.took())
            .savedMinutes(saved)
            .checks(image.checks())
            .storedBytes(image.storedBytes())
            .build());
  }

  private static LayerReport.State made(LayerReport.State before) {
    return before == LayerReport.State.COPYING ? LayerReport.State.COPIED : LayerReport.State.BUILT;
  }

  void show(List<RegionReport> reached) {
    regions = List.copyOf(reached);
    show();
  }

  void show() {
    StringBuilder markdown =
        new StringBuilder("**")
            .append(request.name())
            .append("** in ")
            .append(request.region())
            .append(
                "\n\n| layer | architecture | state | image | notes |\n|---|---|---|---|---|\n");
    layers.values().forEach(layer -> markdown.append(row(layer)));
    if (!regions.isEmpty()) {
      markdown.append(RegionTable.of(regions));
    }
    Workflow.setCurrentDetails(markdown.toString());
  }

  private void update(LayerReport report) {
    layers.put(report.key(), report);
    show();
  }

  private LayerReport report(ImageKey key) {
    LayerReport known = layers.get(key);
    return known == null ? LayerReport.waiting(key, key.template()) : known;
  }

  private static LayerReport reused(LayerReport report, KilnImage image) {
    return report
        .with()
        .state(LayerReport.State.REUSED)
        .ami(image.ami())
        .imageName(image.name())
        .created(image.created())
        .baseAmi(image.baseAmi())
        .savedMinutes(image.buildMinutes().orElse(0.0))
        .checks(List.of())
        .storedBytes(image.fullSizeBytes())
        .build();
  }

  private static String row(LayerReport layer) {
    String link =
        "/namespaces/%s/workflows/%s"
            .formatted(Workflow.getInfo().getNamespace(), ImageWorkflow.id(layer.key()));
    String name = layer.key().template();
    boolean hasRun =
        switch (layer.state()) {
          case BUILDING, BUILT, COPYING, COPIED -> true;
          case WAITING, REUSED, NOT_NEEDED, FAILED, CANCELLED -> false;
        };
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            hasRun ? "[" + name + "](" + link + ")" : name,
            layer.key().architecture(),
            layer.state().toString().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
            layer.ami().map(ami -> "`" + ami + "`").orElse(""),
            String.join("; ", layer.notes()));
  }
}
