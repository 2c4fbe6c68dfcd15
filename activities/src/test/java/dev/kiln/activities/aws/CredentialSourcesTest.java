package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;
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
  private static final String LATER = "2099-01-01T00:00:00Z";
  private static final String KEYS =
      "\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\",\"Expiration\":\"" + LATER + "\"";

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

  private final StubCloud cloud = new StubCloud(CredentialSourcesTest::answer);

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

  /** The services that hand out credentials, and EC2. */
  private static Reply answer(Request request) {
    return switch (request.action()) {
      case "DescribeRegions" ->
          Reply.xml("<DescribeRegionsResponse><requestId>r</requestId></DescribeRegionsResponse>");
      case "AssumeRole", "AssumeRoleWithWebIdentity" -> assumed(request);
      default -> handedOut(request);
    };
  }

  private static Reply assumed(Request request) {
    boolean web = request.form().getOrDefault("WebIdentityToken", "").equals("the-token");
    boolean from =
        request.headers().getOrDefault("Authorization", "").contains("Credential=AKIASOURCE/");
    String credentials =
        "<Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>%s</Expiration></Credentials>"
            .formatted(web ? "ASIAWEB" : from ? "ASIAROLE" : "NOBODY", LATER);
    return Reply.xml(
        "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult>%2$s</%1$sResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(request.action(), credentials));
  }

  private static Reply handedOut(Request request) {
    return switch (request.path()) {
      case "/federation/credentials" -> singleSignOn(request);
      case "/token" ->
          Reply.json(
              "{\"accessToken\":\"fresh-token\",\"expiresIn\":3600,\"refreshToken\":\"r\",\"tokenType\":\"Bearer\"}");
      case "/container" -> Reply.json("{" + KEYS.formatted("ASIACONTAINER") + ",\"Token\":\"t\"}");
      case "/latest/api/token" -> new Reply(200, "text/plain", "imds-token");
      case "/latest/meta-data/iam/security-credentials/" ->
          new Reply(200, "text/plain", "worker-role");
      case "/latest/meta-data/iam/security-credentials/worker-role" ->
          Reply.json(
              "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\","
                  + KEYS.formatted("ASIAINSTANCE")
                  + ",\"Token\":\"t\"}");
      default -> new Reply(404, "text/plain", "");
    };
  }

  private static Reply singleSignOn(Request request) {
    String token = request.headers().getOrDefault("x-amz-sso_bearer_token", "");
    return token.endsWith("-token")
        ? Reply.json(
            "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO%s\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":4070908800000}}"
                .formatted(token.startsWith("fresh") ? "FRESH" : ""))
        : new Reply(401, "application/json", "{\"message\":\"Session token not found\"}");
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
    signedIn("team", "first-token", LATER);

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
    signedIn("https://team.awsapps.com/start", "first-token", LATER);

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
            home.resolve("keys.json"), "{\"Version\":1," + KEYS.formatted("ASIAPROCESS") + "}");
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
            .formatted(token, until, LATER));
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
