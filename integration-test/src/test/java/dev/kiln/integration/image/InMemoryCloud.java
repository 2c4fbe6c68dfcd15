package dev.kiln.integration.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A double of the cloud: just enough to see which calls the workflows make, in which order, and
 * what they leave behind.
 */
public final class InMemoryCloud implements CatalogActivities, BuilderActivities, ImageActivities {
  public final List<String> events = Collections.synchronizedList(new ArrayList<>());
  public final Set<InstanceId> running = ConcurrentHashMap.newKeySet();
  public final Map<AmiId, KilnImage> images = new ConcurrentHashMap<>();
  public final AtomicInteger launches = new AtomicInteger();
  public final AtomicInteger failures = new AtomicInteger();

  /** The step named by the key throws the next of these failures. */
  public final ConcurrentLinkedQueue<Map.Entry<String, ApplicationFailure>> script =
      new ConcurrentLinkedQueue<>();

  /** How many bytes each setup step prints. */
  public final AtomicLong printed = new AtomicLong(3);

  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<InstanceId> booted = ConcurrentHashMap.newKeySet();
  private final Map<InstanceId, String> templates = new ConcurrentHashMap<>();
  private final Gates gates = new Gates();
  private volatile boolean forgetful;

  /** From now on, setup steps begin but do not end, until {@link #goOn}. */
  public void holdSetup() {
    gates.close("setup");
  }

  /** From now on, the setup steps of one layer begin but do not end. */
  public void holdSetupOf(String template) {
    gates.close("setup " + template);
  }

  /** From now on, no image becomes available until the test lets it, or {@link #goOn}. */
  public void holdAvailable() {
    gates.close("available");
  }

  public void letImagesBecomeAvailable() {
    gates.open("available");
  }

  public void goOn() {
    gates.open();
  }

  /** From now on, no check passes on an instance of an image, even if it passed on the builder. */
  public void forgetWhenBooted() {
    forgetful = true;
  }

  /** Makes the next call of {@code step} fail in this way. */
  public void failNext(String step, ApplicationFailure failure) {
    script.add(Map.entry(step, failure));
  }

  /** Waits until this many setup steps have begun, over the life of this cloud. */
  public void awaitSetups(int count) throws Exception {
    gates.awaitArrivals(count);
  }

  private void note(String event) {
    events.add(event);
    Map.Entry<String, ApplicationFailure> next = script.peek();
    if (next != null && (event + " ").startsWith(next.getKey() + " ") && script.remove(next)) {
      failures.incrementAndGet();
      throw next.getValue();
    }
  }

  private String hex() {
    return String.format("%08x", numbers.incrementAndGet());
  }

  @Override
  public List<KilnImage> findImages(List<ImageKey> keys) {
    note("find " + keys.get(0).template());
    return images.values().stream().filter(image -> keys.contains(image.key())).toList();
  }

  @Override
  public List<CatalogActivities.RegionalImages> findElsewhere(
      CatalogActivities.ElsewhereQuery query) {
    return List.of();
  }

  @Override
  public List<Region> listRegions(Region any) {
    return List.of(any);
  }

  @Override
  public List<KilnImage> listImages(Region region, Optional<String> template) {
    return List.copyOf(images.values());
  }

  @Override
  public ImagePage pageImages(PageQuery query) {
    return new ImagePage(List.copyOf(images.values()), Optional.empty(), false);
  }

  @Override
  public BaseAmi resolveBase(BaseImage base, Architecture architecture, Region region) {
    AmiId ami = base instanceof BaseImage.Pinned pinned ? pinned.ami() : new AmiId("ami-ba5e0000");
    return new BaseAmi(ami, base.label(), "/dev/xvda", 8);
  }

  @Override
  public Builder launchBuilder(BuilderActivities.LaunchRequest request) {
    InstanceId instance = new InstanceId("i-" + hex());
    if (request.purpose() == BuilderActivities.LaunchRequest.Purpose.TEST) {
      note("boot " + request.base().ami());
      booted.add(instance);
    } else {
      note("launch " + request.key().template() + " on " + request.base().ami());
    }
    launches.incrementAndGet();
    running.add(instance);
    templates.put(instance, request.key().template());
    return new Builder(
        instance,
        request.key().region(),
        request.buildId(),
        request.attempt(),
        "c5.large",
        Optional.empty());
  }

  @Override
  public void awaitBuilder(Builder builder) {
    note("ready " + builder.instance());
  }

  @Override
  public BuilderActivities.StepOutput runStep(Builder builder, SetupStep step, String token) {
    note((step.name().equals("seal") ? "seal " : "setup ") + step.name());
    if (!step.name().equals("seal")) {
      gates.arrive();
      gates.pass("setup", "setup " + templates.get(builder.instance()));
    }
    return new BuilderActivities.StepOutput(step.name(), 0, "ok\n", Optional.of(printed.get()));
  }

  @Override
  public BuilderActivities.LogPage readLog(Builder builder, String token, long from) {
    note("log " + from);
    return new BuilderActivities.LogPage("page-from-" + from, from + 1_000);
  }

  @Override
  public List<CheckResult> runChecks(Builder builder, List<Check> checks, String token) {
    note("check " + checks.size());
    return checks.stream()
        .map(check -> outcome(check, forgetful && booted.contains(builder.instance())))
        .toList();
  }

  private static CheckResult outcome(Check check, boolean forgotten) {
    Optional<String> problem =
        forgotten ? Optional.of("expected exit code 0, found 1") : Optional.empty();
    return new CheckResult(
        check.layer(), check.name(), true, forgotten ? 1 : 0, problem, forgotten ? "no" : "");
  }

  @Override
  public BuilderActivities.Shutdown stopBuilder(Builder builder) {
    note("stop " + builder.instance());
    return BuilderActivities.Shutdown.CLEAN;
  }

  @Override
  public AmiId registerImage(ImageActivities.RegisterRequest request) {
    note("register " + request.amiName());
    AmiId ami = new AmiId("ami-" + hex());
    AmiId base = new AmiId(Optional.ofNullable(request.tags().get("BaseAMI")).orElseThrow());
    images.put(
        ami,
        new KilnImage(
            ami,
            request.key(),
            request.amiName(),
            ImageTags.awaitsBootTest(request.tags()) ? ImageState.UNTESTED : ImageState.AVAILABLE,
            "available",
            Optional.of(base),
            Instant.now(),
            8,
            Optional.empty(),
            request.tags()));
    return ami;
  }

  @Override
  public Image awaitImage(AmiId ami, ImageKey key) {
    note("available " + ami);
    gates.pass("available");
    KilnImage image = Optional.ofNullable(images.get(ami)).orElseThrow();
    return new Image(
        ami,
        key,
        image.name(),
        Image.Origin.FOUND,
        image.baseAmi(),
        image.created(),
        Optional.empty(),
        Duration.ZERO,
        List.of(),
        8,
        Optional.empty());
  }

  @Override
  public void recordValidation(ImageActivities.ValidationRecord outcome) {
    note("record " + outcome.validation() + " accepts=" + outcome.accepts());
    KilnImage image = Optional.ofNullable(images.get(outcome.ami())).orElseThrow();
    Map<String, String> tags = new HashMap<>(image.tags());
    tags.putAll(
        outcome.accepts()
            ? ImageTags.accepted(outcome.validation(), outcome.at())
            : ImageTags.validated(outcome.validation(), outcome.at()));
    images.put(
        image.ami(),
        new KilnImage(
            image.ami(),
            image.key(),
            image.name(),
            ImageTags.awaitsBootTest(tags) ? ImageState.UNTESTED : ImageState.AVAILABLE,
            image.stateText(),
            image.baseAmi(),
            image.created(),
            image.sizeGib(),
            image.fullSizeBytes(),
            tags));
  }

  @Override
  public void recordSize(SizeQuery query) {
    note("size " + query.ami() + " on " + query.parent().map(AmiId::value).orElse("a base"));
  }

  @Override
  public void discardImage(AmiId ami, ImageKey key) {
    note("discard " + ami);
    images.remove(ami);
  }

  @Override
  public String removeLeftovers(ImageActivities.Leftovers leftovers) {
    note("cleanup keepBuilder=" + leftovers.keepBuilder() + " keepImage=" + leftovers.keepImage());
    if (!leftovers.keepBuilder()) {
      leftovers.builder().ifPresent(running::remove);
    }
    return "";
  }

  /** The events, each as its first word. */
  public long count(String verb) {
    return List.copyOf(events).stream().filter(event -> event.startsWith(verb)).count();
  }

  public static ApplicationFailure builderLost() {
    return FailureType.BUILDER_LOST.failure("the builder is gone");
  }
}
