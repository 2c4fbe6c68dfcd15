package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients, one per service and region, created on first use. */
final class AwsClients implements AutoCloseable {
  /**
   * The timeout of one call. The SDK may retry once, and an activity still has time for more calls.
   */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(AwsClients.class);

  private final CloudSettings settings;
  private final WorkerCredentials credentials;
  private final Replies replies = new Replies();
  private final AtomicBoolean skewLogged = new AtomicBoolean();
  private final SdkHttpClient http =
      new BufferedRequests(
          UrlConnectionHttpClient.builder()
              .connectionTimeout(Duration.ofSeconds(5))
              .socketTimeout(ANSWER)
              .build());
  private final Map<Region, Ec2Client> ec2 = new ConcurrentHashMap<>();
  private final Map<Region, AutoScalingClient> autoScaling = new ConcurrentHashMap<>();
  private final Map<Region, S3Client> s3 = new ConcurrentHashMap<>();
  private final Map<Region, SsmClient> ssm = new ConcurrentHashMap<>();
  private final Map<Region, IamClient> iam = new ConcurrentHashMap<>();
  private final Map<Region, StsClient> sts = new ConcurrentHashMap<>();

  AwsClients(CloudSettings settings) {
    this.settings = settings;
    this.credentials =
        new WorkerCredentials(() -> provider(settings), settings.patience().credentials());
  }

  private static AwsCredentialsProvider provider(CloudSettings settings) {
    return settings
        .credentials()
        .<AwsCredentialsProvider>map(
            keys ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  Replies replies() {
    return replies;
  }

  WorkerCredentials credentials() {
    return credentials;
  }

  Ec2Client ec2(Region region) {
    return ec2.computeIfAbsent(
        region, r -> configure(Ec2Client.builder().httpClient(http), r, new GenuineAnswers()));
  }

  SsmClient ssm(Region region) {
    return ssm.computeIfAbsent(region, r -> configure(SsmClient.builder().httpClient(http), r));
  }

  IamClient iam(Region region) {
    return iam.computeIfAbsent(region, r -> configure(IamClient.builder().httpClient(http), r));
  }

  StsClient sts(Region region) {
    return sts.computeIfAbsent(region, r -> configure(StsClient.builder().httpClient(http), r));
  }

  AutoScalingClient autoScaling(Region region) {
    return autoScaling.computeIfAbsent(
        region,
        r -> configure(AutoScalingClient.builder().httpClient(http), r, new GenuineAnswers()));
  }

  /** Works in any region: a bucket reports its own region, and the SDK then calls it there. */
  S3Client s3(Region region) {
    return s3.computeIfAbsent(
        region,
        r ->
            configure(
                S3Client.builder()
                    .httpClient(http)
                    .crossRegionAccessEnabled(true)
                    .forcePathStyle(settings.endpoint().isPresent())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .serviceConfiguration(text -> text.chunkedEncodingEnabled(false)),
                r));
  }

  SignedJson json(JsonService service, Region region) {
    return new SignedJson(service, region, settings.endpoint(), credentials, http);
  }

  private <B extends AwsClientBuilder<B, C>, C> C configure(
      B builder, Region region, ExecutionInterceptor... interceptors) {
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(software.amazon.awssdk.regions.Region.of(region.value()))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(onlyTheConnection())
                .executionInterceptors(List.of(interceptors))
                .addExecutionInterceptor(replies)
                .build())
        .build();
  }

  /**
   * The SDK retries a broken connection once, and a call that was signed with a wrong time, because
   * it has learned the right time by then. Temporal does all other waiting: it holds no thread,
   * outlives this process, and knows which refusals a retry cannot fix.
   */
  private RetryStrategy onlyTheConnection() {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(2)
        .retryOnExceptionOrCauseInstanceOf(java.io.IOException.class)
        .retryOnException(this::isClockSkew)
        .build();
  }

  private boolean isClockSkew(Throwable refused) {
    Optional<Duration> skew = AwsFailures.clockSkew(refused);
    if (skew.isPresent() && skewLogged.compareAndSet(false, true)) {
      LOG.warn(
          "event=clock_skew seconds={} next=\"set this machine's clock; until then, calls are signed with AWS's time\"",
          skew.get().toSeconds());
    }
    return skew.isPresent();
  }

  @Override
  public void close() {
    ec2.values().forEach(Ec2Client::close);
    s3.values().forEach(S3Client::close);
    ssm.values().forEach(SsmClient::close);
    autoScaling.values().forEach(AutoScalingClient::close);
    iam.values().forEach(IamClient::close);
    sts.values().forEach(StsClient::close);
    http.close();
  }
}
