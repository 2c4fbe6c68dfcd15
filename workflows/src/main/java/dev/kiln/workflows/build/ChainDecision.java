package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.plan.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which layers of a chain must be built or copied, given the images that exist. A pure
 * function: the build acts on it and {@code --dry-run} shows it.
 *
 * @param layers lowest first, one for each layer of the chain
 */
public record ChainDecision(List<Layer> layers) {
  public ChainDecision {
    layers = List.copyOf(layers);
  }

  /**
   * One layer's decision.
   *
   * @param fate what the survey found, or the user asked for
   * @param hit the image that exists, if there is one
   * @param elsewhere the image in another region, to copy
   * @param reasons for people
   */
  public record Layer(
      ImageKey key,
      Fate fate,
      Optional<KilnImage> hit,
      Optional<KilnImage> elsewhere,
      List<String> reasons) {
    public Layer {
      reasons = List.copyOf(reasons);
    }

    Layer(ImageKey key, Fate fate, Optional<KilnImage> hit, List<String> reasons) {
      this(key, fate, hit, Optional.empty(), reasons);
    }

    /** The action for this fate. */
    public Action action() {
      return switch (fate) {
        case HIT, STALE -> Action.REUSE;
        case COPY -> Action.COPY;
        case MISS, PENDING, FAILED -> Action.OBTAIN;
        case REBUILD -> Action.REBUILD;
        case SKIPPED -> Action.SKIP;
      };
    }

    private Layer skipped() {
      return new Layer(key, Fate.SKIPPED, hit, List.of("the layer above exists"));
    }

    private Layer with(Fate changed, List<String> why) {
      return new Layer(key, changed, hit, elsewhere, why);
    }
  }

  /** What the build does about a layer. */
  public enum Action {
    /** Use its image, which exists. */
    REUSE,
    /** Copy its image from another of our regions. */
    COPY,
    /** Find or build it: there is no image, or an unfinished one. */
    OBTAIN,
    /** Build it although an image exists. */
    REBUILD,
    /** Do nothing: it does not exist, and nothing that is built needs it. */
    SKIP
  }

  /**
   * Makes the decision.
   *
   * @param keys of the layers, lowest first
   * @param images of any of the keys, newest first
   * @param currentBase the image from which the lowest layer would start today, if known
   */
  public static ChainDecision of(
      BuildWorkflow.Request request,
      List<ImageKey> keys,
      List<KilnImage> images,
      Optional<AmiId> currentBase) {
    return of(request, images, currentBase, new Elsewhere(keys, List.of()), false);
  }

  /**
   * Makes the decision with knowledge of other regions.
   *
   * @param copying whether to copy missing images from them
   */
  static ChainDecision of(
      BuildWorkflow.Request request,
      List<KilnImage> images,
      Optional<AmiId> currentBase,
      Elsewhere elsewhere,
      boolean copying) {
    List<ImageKey> keys = elsewhere.keys();
    List<Layer> candidates = new ArrayList<>();
    Optional<AmiId> below = currentBase;
    boolean belowIsMade = false;
    for (int i = 0; i < keys.size(); i++) {
      LayerSpec spec = request.layers().get(i);
      boolean asked =
          request.rebuild() == BuildWorkflow.Request.Rebuild.CHAIN
              || (request.rebuild() == BuildWorkflow.Request.Rebuild.TOP && i == keys.size() - 1);
      List<KilnImage> there = imagesOf(images, keys.get(i));
      Optional<AmiId> standsOn = standsOn(there, i, below, elsewhere);
      Layer layer = judge(keys.get(i), spec, there, standsOn, asked);
      boolean missing = layer.fate() != Fate.PENDING && layer.action() == Action.OBTAIN;
      if (copying && missing && !(request.refresh() && belowIsMade)) {
        layer = orCopy(layer, elsewhere.toCopy(i, request.refresh()));
      }
      boolean moved = layer.fate() == Fate.STALE || belowIsMade;
      if (request.refresh() && layer.action() == Action.REUSE && moved) {
        layer = layer.with(Fate.REBUILD, layer.reasons());
      } else if (layer.fate() == Fate.STALE) {
        layer = layer.with(Fate.STALE, List.of(layer.reasons().get(0) + "; --refresh rebuilds it"));
      }
      candidates.add(layer);
      belowIsMade = layer.action() == Action.OBTAIN || layer.action() == Action.REBUILD;
      below = layer.action() == Action.REUSE ? layer.hit().map(KilnImage::ami) : Optional.empty();
    }
    return new ChainDecision(skipUnneeded(candidates));
  }

  /** The image on which the newest available image would be built today, in its own region. */
  private static Optional<AmiId> standsOn(
      List<KilnImage> there, int layer, Optional<AmiId> below, Elsewhere elsewhere) {
    return available(there)
        .filter(image -> !Elsewhere.built(image).equals(image.key().region()))
        .map(copy -> elsewhere.below(layer, copy))
        .orElse(below);
  }

  private static Layer orCopy(Layer missing, Optional<KilnImage> found) {
    return found
        .map(
            image ->
                new Layer(
                    missing.key(),
                    Fate.COPY,
                    Optional.empty(),
                    found,
                    List.of("copied from " + image.key().region() + " (" + image.ami() + ")")))
        .orElse(missing);
  }

  /**
   * The same decision without a base image. That does no harm while the lowest layer exists; if it
   * must be built, the build will fail.
   */
  ChainDecision withoutBase(String reason) {
    Layer lowest = layers.get(0);
    if (lowest.action() != Action.OBTAIN && lowest.action() != Action.REBUILD) {
      return this;
    }
    List<String> reasons = new ArrayList<>(lowest.reasons());
    reasons.add("this will fail: " + reason);
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(0, lowest.with(lowest.fate(), reasons));
    return new ChainDecision(changed);
  }

  private static Layer judge(
      ImageKey key,
      LayerSpec spec,
      List<KilnImage> images,
      Optional<AmiId> below,
      boolean rebuildAsked) {
    Optional<KilnImage> hit = available(images);
    if (hit.isEmpty()) {
      return missing(key, images, rebuildAsked);
    }
    List<String> reasons = new ArrayList<>();
    Optional<String> stale = staleness(hit.get(), spec, below);
    stale.ifPresent(reasons::add);
    distrust(hit.get()).ifPresent(reasons::add);
    if (rebuildAsked) {
      reasons.add("rebuild requested");
      return new Layer(key, Fate.REBUILD, hit, reasons);
    }
    return new Layer(key, stale.isPresent() ? Fate.STALE : Fate.HIT, hit, reasons);
  }

  private static Layer missing(ImageKey key, List<KilnImage> images, boolean rebuildAsked) {
    Fate fate = Fate.MISS;
    List<String> reasons = new ArrayList<>();
    for (KilnImage image : images) {
      boolean pending =
          switch (image.state()) {
            case PENDING, UNTESTED -> true;
            case AVAILABLE, UNUSABLE -> false;
          };
      reasons.add(image.ami() + prospect(image));
      fate = pending || fate == Fate.PENDING ? Fate.PENDING : Fate.FAILED;
    }
    return new Layer(key, rebuildAsked ? Fate.REBUILD : fate, Optional.empty(), reasons);
  }

  /** A failed validation does not stop anyone from using the image, but its users should know. */
  private static Optional<String> distrust(KilnImage image) {
    return Validation.in(image.tags())
        .filter(Validation.FAILED::equals)
        .map(
            failed ->
                "its checks did not hold when it was validated%s; --rebuild builds it again"
                    .formatted(
                        Optional.ofNullable(image.tags().get(ImageTags.VALIDATED_AT))
                            .map(at -> " (" + at + ")")
                            .orElse("")));
  }

  private static String prospect(KilnImage image) {
    return switch (image.state()) {
      case PENDING -> " is still being made; waiting for it";
      case UNTESTED -> " has yet to pass its boot test; waiting for that, or building again";
      case AVAILABLE, UNUSABLE -> " is " + image.stateText() + "; building again";
    };
  }

  private static Optional<String> staleness(
      KilnImage image, LayerSpec spec, Optional<AmiId> below) {
    if (below.isEmpty() || image.baseAmi().isEmpty() || image.baseAmi().equals(below)) {
      return Optional.empty();
    }
    return Optional.of(
        "stale: built on "
            + image.baseAmi().get()
            + ", and "
            + spec.parent().orElse(spec.base().label())
            + " is now "
            + below.get());
  }

  private static Optional<KilnImage> available(List<KilnImage> images) {
    return images.stream().filter(image -> image.state() == ImageState.AVAILABLE).findFirst();
  }

  private static List<KilnImage> imagesOf(List<KilnImage> images, ImageKey key) {
    return images.stream().filter(image -> image.key().equals(key)).toList();
  }

  /** From the top down: nothing below a reused layer needs to be built. */
  private static List<Layer> skipUnneeded(List<Layer> candidates) {
    Layer[] decided = candidates.toArray(Layer[]::new);
    boolean needed = true;
    for (int i = decided.length - 1; i >= 0; i--) {
      Layer layer = decided[i];
      boolean whole = layer.action() == Action.REUSE || layer.action() == Action.COPY;
      if (!needed && layer.action() != Action.REUSE) {
        decided[i] = layer.skipped();
      }
      needed = needed && !whole;
    }
    return Arrays.asList(decided);
  }
}
