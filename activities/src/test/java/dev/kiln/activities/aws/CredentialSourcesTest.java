package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.stub.StubCloud;
import dev.kiln.model.Region;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/** Every place where a worker's credentials can be: each signs a call to EC2 with its own key. */
@Timeout(60)
final class CredentialSourcesTest {
  private static final Region REGION = new Region("us-east-1");

  /** A profile that signs on through a session. */
  private static final String SESSION =
      """
      sso_session = @NAME@
      sso_account_id = 111122223333
      sso_role_name = builder
      [sso-session @NAME@]
      sso_region = us-east-1
      sso_start_url = https://team.awsapps.com/start
      """;

  /** One for all: the SDK keeps the place of its sign-on tokens. */
  @TempDir private static Path home;

  private final StubCloud cloud = new StubCloud(CredentialServices::answer);

  @BeforeEach
  void isolate() {
    given("HOME", home.toString());
    given("AWS_EC2_METADATA_DISABLED", "true");
    given("AWS_REGION", "us-east-1");
    for (String service : new String[] {"STS", "SSO", "SSO_OIDC"}) {
      given("AWS_ENDPOINT_URL_" + service, cloud.address().toString());
    }
  }

  @AfterEach
  void close() {
    SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
    cloud.close();
  }

  private static void given(String variable, String value) {
    SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(variable, value);
  }

  @Test
  void aPairOfKeysInTheEnvironment() {
    given("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
    given("AWS_SECRET_ACCESS_KEY", "s");

    assertSignedWith("AKIAENVIRONMENT");
  }

  @Test
  void aPairOfKeysInAProfile() throws IOException {
    profile("aws_access_key_id = AKIAPROFILE\naws_secret_access_key = s\n");

    assertSignedWith("AKIAPROFILE");
  }

  @Test
  void aSingleSignOnSession() throws Exception {
    profile(SESSION.replace("@NAME@", "team"));
    signedIn("team", "first-token", CredentialServices.LATER);

    assertSignedWith("ASIASSO");
  }

  @Test
  void aSingleSignOnSessionWhoseTokenIsRenewed() throws Exception {
    profile(SESSION.replace("@NAME@", "old"));
    signedIn("old", "first-token", "2020-01-01T00:00:00Z");

    assertSignedWith("ASIASSOFRESH");
  }

  @Test
  void aSingleSignOnProfileWithoutASession() throws Exception {
    profile(
        """
        sso_start_url = https://team.awsapps.com/start
        sso_region = us-east-1
        sso_account_id = 111122223333
        sso_role_name = builder
        """);
    signedIn("https://team.awsapps.com/start", "first-token", CredentialServices.LATER);

    assertSignedWith("ASIASSO");
  }

  @Test
  void aRoleThatAProfileAssumes() throws IOException {
    profile(
        """
        role_arn = arn:aws:iam::111122223333:role/worker
        source_profile = source
        [profile source]
        aws_access_key_id = AKIASOURCE
        aws_secret_access_key = s
        """);

    assertSignedWith("ASIAROLE");
  }

  @Test
  void aRoleOfAWebIdentity() throws IOException {
    given("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/worker");
    given(
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        Files.writeString(home.resolve("token"), "the-token").toString());

    assertSignedWith("ASIAWEB");
  }

  @Test
  void aRoleOfAWebIdentityInAProfile() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "the-token");
    profile(
        "role_arn = arn:aws:iam::111122223333:role/worker\nweb_identity_token_file = %s\n"
            .formatted(token));

    assertSignedWith("ASIAWEB");
  }

  @Test
  void aProcess() throws IOException {
    Path keys =
        Files.writeString(
            home.resolve("keys.json"),
            "{\"Version\":1," + CredentialServices.KEYS.formatted("ASIAPROCESS") + "}");
    profile("credential_process = cat " + keys + "\n");

    assertSignedWith("ASIAPROCESS");
  }

  @Test
  void aContainer() {
    given("AWS_CONTAINER_CREDENTIALS_FULL_URI", cloud.address() + "/container");

    assertSignedWith("ASIACONTAINER");
  }

  @Test
  void theRoleOfTheInstance() {
    given("AWS_EC2_METADATA_DISABLED", "false");
    given("AWS_EC2_METADATA_SERVICE_ENDPOINT", cloud.address().toString());

    assertSignedWith("ASIAINSTANCE");
  }

  @Test
  void noneAtAllSaysWhereTheyCanBe() {
    ApplicationFailure failure = refused();

    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "cannot DescribeRegions in us-east-1: the worker found no AWS credentials; set AWS_PROFILE or AWS_ACCESS_KEY_ID, give it a role, or run 'aws sso login'");
  }

  @Test
  void aProfileThatDoesNotWorkSaysWhy() throws Exception {
    profile(SESSION.replace("@NAME@", "nobody"));

    assertThat(refused().getOriginalMessage())
        .isEqualTo(
            "cannot DescribeRegions in us-east-1: the worker found no AWS credentials (profile 'worker': Unable to load SSO token); run 'aws sso login --profile worker'");
  }

  @Test
  void aSignOnThatIsNoLongerAcceptedSaysSo() throws Exception {
    profile(SESSION.replace("@NAME@", "revoked"));
    signedIn("revoked", "revoked", CredentialServices.LATER);

    assertThat(refused().getOriginalMessage())
        .contains("(profile 'worker': ", "Session token not found")
        .endsWith("; run 'aws sso login --profile worker'");
  }

  @Test
  void aRoleThatTheProfileMayNotAssumeSaysSo() throws IOException {
    profile(
        """
        role_arn = arn:aws:iam::111122223333:role/forbidden
        source_profile = source
        [profile source]
        aws_access_key_id = AKIASOURCE
        aws_secret_access_key = s
        """);

    assertThat(refused().getOriginalMessage())
        .contains("(profile 'worker': not authorized to perform: sts:AssumeRole")
        .endsWith("; correct the profile, or set AWS_PROFILE to another")
        .hasLineCount(1);
  }

  @Test
  void aProfileOfAnotherKindOfLoginNamesTheWayRoundIt() throws IOException {
    profile("login_session = arn:aws:iam::111122223333:user/me\n");

    assertThat(refused().getOriginalMessage())
        .contains(
            "credential_process = aws configure export-credentials --format process --profile worker")
        .doesNotContain("class path");
  }

  @Test
  void aProfileThatDoesNotExistIsNamed() throws IOException {
    profile("region = us-east-1\n");

    assertThat(refused().getOriginalMessage())
        .startsWith(
            "cannot DescribeRegions in us-east-1: the worker found no AWS credentials (profile 'worker': it names none); set AWS_PROFILE");
  }

  private void profile(String text) throws IOException {
    given("AWS_PROFILE", "worker");
    given(
        "AWS_CONFIG_FILE",
        Files.writeString(home.resolve("config"), "[profile worker]\n" + text).toString());
  }

  private void signedIn(String name, String token, String until)
      throws IOException, NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(name.getBytes(StandardCharsets.UTF_8));
    Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(
        cache.resolve(HexFormat.of().formatHex(hash) + ".json"),
        """
        {"startUrl":"https://team.awsapps.com/start","region":"us-east-1","accessToken":"%s","expiresAt":"%s",
         "clientId":"c","clientSecret":"s","registrationExpiresAt":"%s","refreshToken":"r"}
        """
            .formatted(token, until, CredentialServices.LATER));
  }

  private AwsCalls calls() {
    return new AwsCalls(CloudSettings.local(cloud.address()).withCredentials(Optional.empty()));
  }

  private void assertSignedWith(String accessKey) {
    try (AwsCalls aws = calls()) {
      assertThat(aws.ec2().call(REGION, "DescribeRegions", ec2 -> ec2.describeRegions()).regions())
          .isEmpty();
    }
    Map<String, String> headers = cloud.requests("DescribeRegions").get(0).headers();
    assertThat(headers.get("Authorization")).contains("Credential=" + accessKey + "/");
  }

  private ApplicationFailure refused() {
    try (AwsCalls aws = calls()) {
      return Assertions.catchThrowableOfType(
          ApplicationFailure.class,
          () -> aws.ec2().call(REGION, "DescribeRegions", ec2 -> ec2.describeRegions()));
    }
  }
}
