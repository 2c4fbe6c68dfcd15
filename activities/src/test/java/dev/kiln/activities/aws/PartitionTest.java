package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Regions outside the public part of AWS. */
final class PartitionTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws, amazonaws.com, us-east-1",
    "eu-central-2, aws, amazonaws.com, us-east-1",
    "cn-north-1, aws-cn, amazonaws.com.cn, cn-northwest-1",
    "us-gov-east-1, aws-us-gov, amazonaws.com, us-gov-west-1",
    "us-iso-east-1, aws-iso, c2s.ic.gov, us-iso-east-1",
    "us-isob-east-1, aws-iso-b, sc2s.sgov.gov, us-isob-east-1",
    "ap-newregion-7, aws, amazonaws.com, us-east-1"
  })
  void servicesAreAskedAtTheAddressesOfTheirPartition(
      String name, String partition, String domain, String organizations) {
    Region region = new Region(name);

    assertThat(Partition.name(region)).isEqualTo(partition);
    assertThat(address(JsonService.KMS, region))
        .isEqualTo(URI.create("https://kms." + name + "." + domain));
    assertThat(address(JsonService.EBS, region))
        .isEqualTo(URI.create("https://ebs." + name + "." + domain));
    assertThat(address(JsonService.ORGANIZATIONS, region))
        .isEqualTo(URI.create("https://organizations." + organizations + "." + domain));
  }

  private static URI address(JsonService service, Region region) {
    return new SignedJson(
            service,
            region,
            Optional.empty(),
            AnonymousCredentialsProvider.create(),
            UrlConnectionHttpClient.create())
        .ofAws();
  }
}
