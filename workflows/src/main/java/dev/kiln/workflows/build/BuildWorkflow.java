package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.CheckResult;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds or builds every layer of a chain, lowest first. */
@WorkflowInterface
public interface BuildWorkflow {
  /** The key of the memo that marks a build whose image is missing in some region. */
  String PARTIAL = "partial";

  /** Every {@link #id} begins with this. */
  String PREFIX = "build-";

  /** Readable, unique, and made only of characters that the Web UI can link. */
  static String id(Request request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return PREFIX + name + "-" + request.buildId();
  }

  /** The attributes for searching it. */
  static io.temporal.common.SearchAttributes searchAttributes(Request request) {
    LayerSpec top = request.layers().get(request.layers().size() - 1);
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(SearchAttributes.TEMPLATE, top.template())
        .set(SearchAttributes.LAYER_HASH, top.hash().value())
        .set(SearchAttributes.REGION, request.region().value())
        .set(SearchAttributes.BUILD_ID, request.buildId())
        .build();
  }

  @WorkflowMethod
  Report build(Request request);

  /** The state so far, layer by layer. */
  @QueryMethod
  Progress buildProgress();

  /**
   * The whole input of a build. From here on Kiln reads no file.
   *
   * @param buildId unique, chosen by the caller; part of the workflow id
   * @param name of the top layer's image
   * @param layers the chain, lowest first, never empty
   * @param architectures to build for, never empty
   * @param rebuild which layers to build again although their images exist
   * @param refresh build again every layer whose base is out of date
   * @param distribution the regions that get the top layer's images
   */
  record Request(
      String buildId,
      String name,
      List<LayerSpec> layers,
      Region region,
      List<Architecture> architectures,
      Rebuild rebuild,
      boolean refresh,
      BuilderPolicy policy,
      Optional<Distribution> distribution) {

    public Request {
      layers = List.copyOf(layers);
      architectures = List.copyOf(architectures);
      if (layers.isEmpty() || architectures.isEmpty()) {
        throw new IllegalArgumentException(
            "cannot build '" + name + "': it needs at least one layer and one architecture");
      }
    }

    /** A build whose images stay in its region. */
    public Request(
        String buildId,
        String name,
        List<LayerSpec> layers,
        Region region,
        List<Architecture> architectures,
        Rebuild rebuild,
        boolean refresh,
        BuilderPolicy policy) {
      this(
          buildId, name, layers, region, architectures, rebuild, refresh, policy, Optional.empty());
    }

    /** The cache keys of the chain on one architecture, lowest layer first. */
    public List<ImageKey> keys(Architecture architecture) {
      return layers.stream()
          .map(layer -> new ImageKey(layer.template(), layer.hash(), architecture, region))
          .toList();
    }

    /** Which layers to build again although their images exist. */
    public enum Rebuild {
      NONE,
      TOP,
      CHAIN
    }
  }

  /** The state of a build: {@code layers} and {@code regions} as in the final report. */
  record Progress(
      String buildId, String name, List<LayerReport> layers, List<RegionReport> regions) {
    public Progress {
      layers = List.copyOf(layers);
      regions = List.copyOf(regions);
    }
  }

  /**
   * The result of a build.
   *
   * @param layers per architecture, lowest layer first
   * @param regions per architecture, the build's own region first; empty if it stayed there
   */
  record Report(
      String buildId,
      String name,
      Region region,
      List<LayerReport> layers,
      List<RegionReport> regions,
      Duration elapsed) {
    public Report {
      layers = List.copyOf(layers);
      regions = List.copyOf(regions);
    }

    /** Whether the image is in some of the regions asked for and not in others. */
    public boolean isPartial() {
      return regions.stream().anyMatch(region -> region.problem().isPresent());
    }
  }

  /**
   * The state or the result of one layer.
   *
   * @param source the file or name the user wrote
   * @param ami the layer's image, once there is one
   * @param created when that image was registered
   * @param baseAmi the image it was built on
   * @param notes what the user should know: stale, failed before, joined
   * @param took how long it took to make; zero if it was found
   * @param savedMinutes how long it would have taken to build, if its tags say so
   * @param checks the results of its checks
   */
  @RecordBuilder
  record LayerReport(
      ImageKey key,
      String source,
      State state,
      Optional<AmiId> ami,
      Optional<String> imageName,
      Optional<Instant> created,
      Optional<AmiId> baseAmi,
      List<String> notes,
      Duration took,
      double savedMinutes,
      List<CheckResult> checks,
      Optional<Long> storedBytes)
      implements BuildWorkflowLayerReportBuilder.With {

    public LayerReport {
      notes = List.copyOf(notes);
      checks = List.copyOf(checks);
    }

    static LayerReport waiting(ImageKey key, String source) {
      return new LayerReport(
          key,
          source,
          State.WAITING,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ZERO,
          0,
          List.of(),
          Optional.empty());
    }

    /** The state of a layer. */
    public enum State {
      /** Not examined yet, or waiting for the layer below. */
      WAITING,
      /** About to be copied from another of our regions, or being copied. */
      COPYING,
      /** Copied from another of our regions. */
      COPIED,
      /** Being built, by this build's run or by one that it shares. */
      BUILDING,
      /** Built. */
      BUILT,
      /** Found and reused. */
      REUSED,
      /** It does not exist and is not needed: the layer above exists. */
      NOT_NEEDED,
      /** It could not be built; the layers above were not started. */
      FAILED,
      /**
       * This build was cancelled while it waited; the layer is still built if others wait for it.
       */
      CANCELLED;

      /** The same state for the top layer's image in the region of the build. */
      public RegionReport.State inRegion() {
        return switch (this) {
          case BUILT -> RegionReport.State.BUILT;
          case COPIED -> RegionReport.State.COPIED;
          default -> RegionReport.State.REUSED;
        };
      }
    }
  }
}
