package dev.kiln.activities.registry;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.registry.RegistryLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket on a local cloud, and a registry in it. */
final class RegistryBucket implements AutoCloseable {
  static final String NAME = "kiln-registries";
  private static final String KEY = "team/registry.json";

  final LocalCloud cloud;
  private final AwsCalls aws;
  private final S3Client s3;

  private RegistryBucket(LocalCloud cloud, String region, String account) {
    this.cloud = cloud;
    this.aws = new AwsCalls(CloudSettings.local(cloud.endpoint()));
    this.s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.of(region))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
            .build();
    s3.createBucket(r -> r.bucket(NAME));
  }

  /** A bucket of this account in the region that is asked first. */
  static RegistryBucket in(Path home) throws IOException {
    return in(home, "us-east-1", LocalCloudSettings.DEFAULT_ACCOUNT);
  }

  static RegistryBucket in(Path home, String region, String account) throws IOException {
    return new RegistryBucket(
        LocalCloud.start(
            LocalCloudSettings.defaults(home.resolve("cloud")).withBackend(BackendChoice.NONE)),
        region,
        account);
  }

  RegistryLocation location() {
    return new RegistryLocation("s3://" + NAME + "/" + KEY);
  }

  StoredRegistryActivities registry() {
    return new StoredRegistryActivities(aws, Optional.empty());
  }

  /** The bucket's content, as anybody reads it. */
  String text() {
    return s3.getObjectAsBytes(r -> r.bucket(NAME).key(KEY)).asUtf8String();
  }

  void write(String text) {
    s3.putObject(r -> r.bucket(NAME).key(KEY), RequestBody.fromString(text));
  }

  @Override
  public void close() throws IOException {
    aws.close();
    s3.close();
    cloud.close();
  }
}
