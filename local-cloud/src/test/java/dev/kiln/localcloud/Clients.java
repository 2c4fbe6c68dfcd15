package dev.kiln.localcloud;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Unmodified SDK clients of one cloud, each for a region and an access key, without retries. */
final class Clients {
  static final String REGION = "us-east-1";
  static final String KEY = "AKIDEXAMPLE";

  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  private final URI endpoint;

  Clients(URI endpoint) {
    this.endpoint = endpoint;
  }

  Ec2Client ec2() {
    return ec2(REGION, KEY);
  }

  Ec2Client ec2(String region, String key) {
    return configured(Ec2Client.builder().httpClient(HTTP), region, key).build();
  }

  SsmClient ssm() {
    return ssm(REGION, KEY);
  }

  SsmClient ssm(String region, String key) {
    return configured(SsmClient.builder().httpClient(HTTP), region, key).build();
  }

  AutoScalingClient autoScaling() {
    return configured(AutoScalingClient.builder().httpClient(HTTP), REGION, KEY).build();
  }

  S3Client s3() {
    return s3(REGION, KEY);
  }

  /** Reports where a bucket is if it is in another region, and follows no redirect. */
  S3Client s3(String region, String key) {
    return configured(
            S3Client.builder()
                .httpClient(HTTP)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false)),
            region,
            key)
        .build();
  }

  IamClient iam() {
    return configured(IamClient.builder().httpClient(HTTP), REGION, KEY).build();
  }

  StsClient sts() {
    return configured(StsClient.builder().httpClient(HTTP), REGION, KEY).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String region, String key) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .overrideConfiguration(
            options ->
                options
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(Duration.ofSeconds(20)))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")));
  }

  /** Asks until the answer is the expected one, for at most 20 s. */
  static <T> T await(Supplier<T> ask, Predicate<T> expected) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    T answer = ask.get();
    while (!expected.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + answer);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      answer = ask.get();
    }
    return answer;
  }
}
