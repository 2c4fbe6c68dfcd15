package dev.kiln.activities.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Every call to AWS goes through here: paced, and its refusals turned into failures. */
public final class AwsCalls implements AutoCloseable {
  /** A thread is held no longer than this for a token; after it Temporal does the waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So many tries of an activity may find an id unknown that the cloud itself gave out. */
  public static final int GRACE_TRIES = 6;

  private final AwsClients clients;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final KnownActions known;

  public AwsCalls(CloudSettings settings) {
    this.clients = new AwsClients(settings);
    this.known = new KnownActions(settings.endpoint().isPresent());
  }

  /**
   * Calls EC2.
   *
   * @param action the API's name of the action, which names its bucket
   * @throws ApplicationFailure typed by {@link FailureType}
   */
  public <T> T ec2(Region region, String action, Function<Ec2Client, T> call) {
    try {
      return ec2Raw(region, action, call);
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** So many tries, which take some minutes, may find an instance in another state. */
  private static final int STATE_TRIES = 12;

  /**
   * What to make of a refusal that concerns a thing whose id or state is of a moment ago, and may
   * not be known yet.
   *
   * @param attempt of the activity; after the first few, the cloud is taken at its word
   */
  public static ApplicationFailure inGrace(
      String action, Region region, int attempt, SdkException refused) {
    boolean passing =
        (AwsFailures.isUnknownId(refused) && attempt <= GRACE_TRIES)
            || (AwsFailures.isWrongState(refused) && attempt <= STATE_TRIES);
    ApplicationFailure failure = AwsFailures.translate(action, region, refused);
    return passing
        ? FailureType.CLOUD_UNAVAILABLE.failure(
            failure.getOriginalMessage() + "; tried again, since that may pass", refused)
        : failure;
  }

  /** Calls EC2, leaving its own errors to a caller who knows better what some of them mean. */
  public <T> T ec2Raw(Region region, String action, Function<Ec2Client, T> call) {
    return paced(region, action, () -> call.apply(clients.ec2(region)));
  }

  /**
   * Reads a list of EC2's, each thing once, however many pages it has.
   *
   * @param id tells one thing from another
   * @param read gives the page at a token, the first one for {@code null}
   */
  public <T> List<T> ec2List(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<Ec2Client, @Nullable String, Page<T>> read) {
    try {
      return ec2ListRaw(region, action, id, read);
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** A list that one can do without; empty where the endpoint does not have the action. */
  public <T> Optional<List<T>> ec2ListIfKnown(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<Ec2Client, @Nullable String, Page<T>> read) {
    return ifKnown(region, action, () -> ec2ListRaw(region, action, id, read));
  }

  private <T> List<T> ec2ListRaw(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<Ec2Client, @Nullable String, Page<T>> read) {
    return Page.all(id, token -> ec2Raw(region, action, ec2 -> read.apply(ec2, token)));
  }

  /** Calls EC2 for what one can do without; empty where the endpoint does not have the action. */
  public <T> Optional<T> ec2IfKnown(Region region, String action, Function<Ec2Client, T> call) {
    return ifKnown(region, action, () -> ec2Raw(region, action, call));
  }

  private <T> Optional<T> ifKnown(Region region, String action, Supplier<T> raw) {
    try {
      return known.call(action, raw);
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** Calls Systems Manager. */
  public <T> T ssm(Region region, String action, Function<SsmClient, T> call) {
    try {
      return ssmRaw(region, action, call);
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** Calls Auto Scaling. */
  public <T> T autoScaling(Region region, String action, Function<AutoScalingClient, T> call) {
    try {
      return paced(region, action, () -> call.apply(clients.autoScaling(region)));
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /**
   * Reads a list of Auto Scaling's, each thing once, however many pages it has.
   *
   * @param read gives the page at a token, the first one for {@code null}
   */
  public <T> List<T> autoScalingList(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<AutoScalingClient, @Nullable String, Page<T>> read) {
    try {
      return Page.all(
          id, token -> paced(region, action, () -> read.apply(clients.autoScaling(region), token)));
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** Calls S3, leaving its own errors to the caller. */
  public <T> T s3Raw(Region region, String action, Function<S3Client, T> call) {
    return paced(region, action, () -> call.apply(clients.s3(region)));
  }

  /** Calls Systems Manager, leaving its own errors to the caller. */
  public <T> T ssmRaw(Region region, String action, Function<SsmClient, T> call) {
    return paced(region, action, () -> call.apply(clients.ssm(region)));
  }

  /**
   * Calls a service that has no client of its own here.
   *
   * @throws ApplicationFailure typed by {@link FailureType}
   */
  public JsonNode json(
      Region region, JsonService service, String action, Map<String, String> parameters) {
    try {
      return paced(region, action, () -> clients.json().call(service, region, action, parameters));
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }

  /** Reads a path of such a service, leaving its errors to the caller. */
  public JsonNode getRaw(
      Region region, JsonService service, String action, String path, Map<String, String> query) {
    return paced(region, action, () -> clients.json().get(service, region, path, query));
  }

  private <T> T paced(Region region, String action, Supplier<T> call) {
    TokenBucket bucket =
        buckets.computeIfAbsent(
            region + "/" + action,
            key -> new TokenBucket(ActionRate.of(action), System.nanoTime()));
    Duration wait = bucket.take(System.nanoTime(), PATIENCE);
    if (wait.compareTo(PATIENCE) > 0) {
      throw FailureType.THROTTLED
          .builder("waiting for our turn to call " + action + " in " + region)
          .setNextRetryDelay(wait)
          .build();
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      T result = call.get();
      bucket.accepted();
      clients.credentials().accepted();
      return result;
    } catch (SdkException refused) {
      if (AwsFailures.isThrottling(refused)) {
        bucket.refused(System.nanoTime());
      }
      if (clients.credentials().haveEnded(refused)) {
        throw clients.credentials().ended(action, region, refused);
      }
      throw refused;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(stopping);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
