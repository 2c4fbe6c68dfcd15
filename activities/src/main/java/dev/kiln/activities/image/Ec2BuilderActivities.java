package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.aws.Grace;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.Region;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.CheckResult;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Builders are EC2 instances, and scripts reach them through Systems Manager: no open port, no key.
 */
public final class Ec2BuilderActivities implements BuilderActivities, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2BuilderActivities.class);

  /** For this long, a new instance may be unknown to EC2. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private static final Duration UNGUARDED = Duration.ofSeconds(5);

  private final AwsCalls aws;
  private final CloudSettings settings;
  private final OpenWaits waits;
  private final CommandRuns commands;
  private final Map<Region, Watch<BuilderState.Inquiry, BuilderState>> watches =
      new ConcurrentHashMap<>();

  public Ec2BuilderActivities(AwsCalls aws, CloudSettings settings, OpenWaits waits) {
    this.aws = aws;
    this.settings = settings;
    this.waits = waits;
    this.commands = new CommandRuns(aws, settings.patience());
  }

  @Override
  public Builder launchBuilder(LaunchRequest request) {
    Optional<String> profile = request.machine().instanceProfile().or(settings::instanceProfile);
    if (profile.isEmpty() && settings.endpoint().isEmpty()) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot launch a builder for '"
              + request.key().template()
              + "': it needs an instance profile with AmazonSSMManagedInstanceCore; set"
              + " builder.instance_profile in the template or "
              + CloudSettings.INSTANCE_PROFILE_VARIABLE
              + " for the worker");
    }
    Builder builder = new BuilderLaunch(aws, request, settings, Grace.attempt()).launchOnce();
    LOG.info(
        "event=builder_launched instance={} type={} build={} template={}",
        builder.instance(),
        builder.instanceType(),
        builder.buildId(),
        request.key().template());
    return builder;
  }

  @Override
  public void awaitBuilder(Builder builder) {
    OpenWait<@Nullable Void> wait = waits.open(Activity.getExecutionContext());
    watch(builder.region())
        .add(
            new BuilderState.Inquiry(builder.instance(), true),
            wait,
            (state, waited) -> {
              wait.detail(state.map(BuilderState::text).orElse("not visible yet"));
              if (isDown(state, waited)) {
                wait.fail(BuilderLoss.of(builder, state));
              } else if (state.filter(BuilderState::online).isPresent()) {
                wait.complete(null);
              } else if (waited.compareTo(settings.patience().agent()) > 0) {
                wait.fail(agentNeverCame(builder, waited));
              }
            });
  }

  @Override
  public StepOutput runStep(Builder builder, SetupStep step, String token) {
    OpenWait<StepOutput> wait = waits.open(Activity.getExecutionContext());
    CommandRuns.Order order = new CommandRuns.Order(builder, step, token, Grace.attempt());
    commands.run(
        order,
        wait,
        guard(builder, wait),
        outcome -> {
          try {
            wait.complete(StepVerdict.of(order, outcome));
          } catch (ApplicationFailure failed) {
            wait.fail(failed);
          }
        });
    return wait.resultComesLater();
  }

  @Override
  public LogPage readLog(Builder builder, String token, long from) {
    OpenWait<LogPage> wait = waits.open(Activity.getExecutionContext());
    SetupStep step = LogScript.step(token, from);
    commands.run(
        new CommandRuns.Order(builder, step, token + "-log-" + from, Grace.attempt()),
        wait,
        guard(builder, wait),
        outcome -> wait.complete(LogScript.page(from, outcome.tail())));
    return wait.resultComesLater();
  }

  @Override
  public List<CheckResult> runChecks(Builder builder, List<Check> checks, String token) {
    OpenWait<List<CheckResult>> wait = waits.open(Activity.getExecutionContext());
    CommandRuns.Order order =
        new CommandRuns.Order(builder, CheckScript.step(checks), token, Grace.attempt());
    commands.run(
        order,
        wait,
        guard(builder, wait),
        outcome -> {
          List<CheckResult> results =
              outcome.ending() == StepScript.Ending.NOT_EXECUTED
                  ? CheckScript.notRun(checks, outcome.tail())
                  : CheckScript.results(checks, outcome.tail());
          if (outcome.ending() == StepScript.Ending.INCOMPLETE) {
            wait.fail(StepVerdict.incomplete(order, outcome));
          } else if (results.size() == checks.size()) {
            wait.complete(results);
          } else {
            wait.fail(order.lost(results.size() + " of " + checks.size() + " checks answered"));
          }
        });
    return wait.resultComesLater();
  }

  /**
   * A command does not notice that its builder is gone. Once the command has run for a while, Kiln
   * watches the builder too; short commands are not worth the calls.
   */
  private Consumer<Duration> guard(Builder builder, OpenWait<?> wait) {
    AtomicBoolean guarded = new AtomicBoolean();
    return running -> {
      if (running.compareTo(UNGUARDED) > 0 && guarded.compareAndSet(false, true)) {
        watch(builder.region())
            .add(
                new BuilderState.Inquiry(builder.instance(), false),
                wait,
                (state, waited) -> {
                  if (isDown(state, waited)) {
                    wait.fail(BuilderLoss.of(builder, state));
                  }
                });
      }
    };
  }

  @Override
  public Shutdown stopBuilder(Builder builder) {
    OpenWait<Shutdown> wait = waits.open(Activity.getExecutionContext());
    if (!stop(builder, false, Grace.attempt())) {
      wait.complete(Shutdown.LEFT_TO_THE_IMAGE);
      return wait.resultComesLater();
    }
    AtomicBoolean forced = new AtomicBoolean();
    watch(builder.region())
        .add(
            new BuilderState.Inquiry(builder.instance(), false),
            wait,
            (state, waited) -> {
              wait.detail(state.map(BuilderState::text).orElse("not visible"));
              if (isLost(state, waited)) {
                wait.fail(BuilderLoss.of(builder, state));
              } else if (state.filter(s -> s.name() == InstanceStateName.STOPPED).isPresent()) {
                wait.complete(forced.get() ? Shutdown.FORCED : Shutdown.CLEAN);
              } else if (waited.compareTo(settings.patience().stop()) > 0 && !forced.get()) {
                forced.set(stop(builder, true, Integer.MAX_VALUE));
              }
            });
    return wait.resultComesLater();
  }

  /** Returns false for an instance that cannot stop, such as a one-time spot instance. */
  private boolean stop(Builder builder, boolean force, int attempt) {
    Region region = builder.region();
    try {
      aws.ec2()
          .raw(
              region,
              "StopInstances",
              ec2 ->
                  ec2.stopInstances(r -> r.instanceIds(builder.instance().value()).force(force)));
      return true;
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter("UnsupportedOperation"::equals).isPresent()) {
        return false;
      }
      throw Grace.failure("StopInstances", region, attempt, refused);
    }
  }

  private static boolean isLost(Optional<BuilderState> state, Duration waited) {
    return state.map(BuilderState::isGone).orElse(waited.compareTo(GRACE) > 0);
  }

  /** Lost, or stopped although nobody here asked for it. */
  private static boolean isDown(Optional<BuilderState> state, Duration waited) {
    return isLost(state, waited) || state.filter(BuilderState::isStopped).isPresent();
  }

  private ApplicationFailure agentNeverCame(Builder builder, Duration waited) {
    List<String> lacking =
        new AgentObstacles(aws, builder.region())
            .of(builder.instance(), settings.endpoint().isEmpty());
    return FailureType.NO_PROGRESS.failure(
        "cannot run scripts on %s: its SSM agent did not come online within %d minutes; %s%n%s"
            .formatted(
                builder.instance(),
                waited.toMinutes(),
                lacking.isEmpty()
                    ? "check that the image has the agent, that the instance profile allows it and that it reaches the SSM endpoints"
                    : String.join("; ", lacking),
                console(builder)));
  }

  private String console(Builder builder) {
    try {
      String encoded =
          aws.ec2()
              .call(
                  builder.region(),
                  "GetConsoleOutput",
                  ec2 -> ec2.getConsoleOutput(r -> r.instanceId(builder.instance().value())))
              .output();
      return encoded == null
          ? ""
          : Tail.of(
              new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8), 2_000);
    } catch (ApplicationFailure | IllegalArgumentException unavailable) {
      return "";
    }
  }

  private Watch<BuilderState.Inquiry, BuilderState> watch(Region region) {
    return watches.computeIfAbsent(
        region, r -> new Watch<>("kiln-builders-" + r, ids -> BuilderState.read(aws, r, ids)));
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
    commands.close();
  }
}
