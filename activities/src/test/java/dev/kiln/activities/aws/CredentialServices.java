package dev.kiln.activities.aws;

import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;

/**
 * The services that hand out credentials, each with keys that tell where they are from; and EC2.
 */
final class CredentialServices {
  /** Until then, all credentials are valid. */
  static final String LATER = "2099-01-01T00:00:00Z";

  /** A pair of keys, as processes, containers and instances get them. */
  static final String KEYS =
      "\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\",\"Expiration\":\"" + LATER + "\"";

  private CredentialServices() {}

  /** Answers a request to any of them. */
  static Reply answer(Request request) {
    return switch (request.action()) {
      case "DescribeRegions" ->
          Reply.xml("<DescribeRegionsResponse><requestId>r</requestId></DescribeRegionsResponse>");
      case "AssumeRole", "AssumeRoleWithWebIdentity" -> assumed(request);
      default -> handedOut(request);
    };
  }

  private static Reply assumed(Request request) {
    if (request.form().getOrDefault("RoleArn", "").endsWith("/forbidden")) {
      return new Reply(
          403,
          "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }
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
}
