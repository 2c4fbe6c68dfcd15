package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Requests that no SDK sends. */
final class WireTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Rehearsal to;

  WireTest(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  private HttpRequest.Builder signed(String region, String service) {
    return HttpRequest.newBuilder(to.cloud.endpoint())
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKID/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(region, service));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String body)
      throws Exception {
    return HTTP.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String ec2(String body) throws Exception {
    return send(signed("us-east-1", "ec2"), body).body();
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    HttpResponse<String> reply =
        send(HttpRequest.newBuilder(to.cloud.endpoint()), "Action=DescribeImages");

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body()).contains("<Code>AuthFailure</Code>");
  }

  @Test
  void aRegionOrServiceThatDoesNotExistIsRefused() throws Exception {
    assertThat(send(signed("us-mars-1", "ec2"), "Action=DescribeImages").body())
        .contains("valid region");
    assertThat(send(signed("us-east-1", "sqs"), "").body()).contains("UnknownService");
  }

  @Test
  void aBrowserIsRefused() throws Exception {
    HttpRequest.Builder fromPage = signed("us-east-1", "ec2").header("Origin", "https://evil.test");

    assertThat(send(fromPage, "Action=DescribeImages").statusCode()).isEqualTo(403);
  }

  @Test
  void garbageIsAnErrorAndNeverADefect() throws Exception {
    assertThat(ec2("")).contains("<Code>InvalidAction</Code>");
    assertThat(ec2("Action=Nonsense")).contains("<Code>InvalidAction</Code>");
    assertThat(ec2("Action=%zz")).contains("<Code>MalformedQueryString</Code>");
    assertThat(ec2("Action=RunInstances&MinCount=many")).contains("InvalidParameterValue");
    assertThat(ec2("Action=RunInstances&Colour=red")).contains("<Code>UnknownParameter</Code>");
    assertThat(ec2("Action=RunInstances&ImageId.1=a&ImageId=b")).contains("MalformedQueryString");
    assertThat(ec2("Action=DescribeImages&ImageId.x=a")).contains("InvalidParameterValue");
    assertThat(ec2("Action=DescribeImages&Filter=a")).contains("InvalidParameterValue");
    assertThat(ec2("Action=DescribeImages&Filter.1.Value.1=a")).contains("InvalidParameterValue");
    assertThat(ec2("Action=DescribeImages&" + "A.".repeat(50) + "=x"))
        .contains("MalformedQueryString");
    assertThat(ec2("Action=CreateImage")).contains("InvalidInstanceID.Malformed");
    assertThat(ec2("Action=CopyImage")).contains("InvalidParameterValue");
    assertThat(ec2("Action=TerminateInstances")).contains("MissingParameter");
    assertThat(ec2("Action=DescribeImageAttribute&ImageId=ami-00000000"))
        .contains("InvalidAMIID.NotFound");
    assertThat(to.cloud.calls().list())
        .noneMatch(call -> call.errorCode().filter("InternalError"::equals).isPresent());
  }

  @Test
  void everyActionOfEc2AnswersADryRunAndDoesNothing() throws Exception {
    int before = to.cloud.inventory().list().size();

    for (String action : to.cloud.actions()) {
      if (action.startsWith("ec2:")) {
        assertThat(ec2("Action=" + action.substring(4) + "&DryRun=true"))
            .as(action)
            .contains("<Code>DryRunOperation</Code>");
      }
    }

    assertThat(to.cloud.inventory().list()).hasSize(before);
  }

  @Test
  void ssmGarbageIsAnErrorInJson() throws Exception {
    HttpRequest.Builder request =
        signed("us-east-1", "ssm").header("X-Amz-Target", "AmazonSSM.SendCommand");

    assertThat(send(request, "{\"InstanceIds\":").body()).contains("SerializationException");
    assertThat(send(request, "[]").body()).contains("SerializationException");
    assertThat(send(request, "{\"InstanceIds\":\"x\"}").body()).contains("SerializationException");
    assertThat(send(request, "{}").body()).contains("InvalidDocument");
    assertThat(
            send(signed("us-east-1", "ssm").header("X-Amz-Target", "AmazonSSM.Nothing"), "{}")
                .body())
        .contains("UnknownOperationException");
  }

  @Test
  void aRequestThatIsTooLongIsCutOff() throws Exception {
    String body = "Action=DescribeImages&ImageId.1=" + "x".repeat(5 << 20);

    assertThat(send(signed("us-east-1", "ec2"), body).statusCode()).isEqualTo(413);
  }

  @Test
  void anyTextComesBackAsItWasSent() {
    String instance = to.launch();
    String text = "<&>\"' ü 漢字 🜂 tab\t cr\r lf\n end";
    to.ec2.createTags(r -> r.resources(instance).tags(Tag.builder().key("k").value(text).build()));

    assertThat(to.instance(instance).tags().get(0).value()).isEqualTo(text);
  }

  @Test
  void aGetRequestWithItsCredentialsInTheAddressWorks() throws Exception {
    HttpRequest presigned =
        HttpRequest.newBuilder(
                to.cloud
                    .endpoint()
                    .resolve(
                        "/?Action=DescribeRegions&X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fec2%2Faws4_request"))
            .build();

    assertThat(HTTP.send(presigned, HttpResponse.BodyHandlers.ofString()).body())
        .contains("<regionName>us-west-2</regionName>");
  }

  @Test
  void reportsTheOrganizationAndTheManagerOfAKey() throws Exception {
    assertThat(json("organizations", "AWSOrganizationsV20161128.DescribeOrganization", "{}"))
        .contains("\"Arn\":\"arn:aws:organizations::000000000000:organization/o-localcloud1\"");
    assertThat(
            json(
                "servicequotas",
                "ServiceQuotasV20190624.GetServiceQuota",
                "{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-0E3CBAB9\"}"))
        .contains("\"QuotaName\":\"Public AMIs\"", "\"Value\":5.0");
    assertThat(
            json(
                "servicequotas",
                "ServiceQuotasV20190624.ListServiceQuotas",
                "{\"ServiceCode\":\"ebs\"}"))
        .contains("\"QuotaCode\":\"L-309BACF6\"");
    assertThat(
            json(
                "servicequotas",
                "ServiceQuotasV20190624.GetServiceQuota",
                "{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-00000000\"}"))
        .contains("NoSuchResourceException");
    assertThat(json("kms", "TrentService.DescribeKey", "{\"KeyId\":\"alias/aws/ebs\"}"))
        .contains("\"KeyManager\":\"AWS\"");
    assertThat(json("kms", "TrentService.DescribeKey", "{\"KeyId\":\"1234\"}"))
        .contains("\"KeyManager\":\"CUSTOMER\"");
    assertThat(json("kms", "TrentService.GetKeyPolicy", "{\"KeyId\":\"1234\"}"))
        .contains("arn:aws:iam::000000000000:root");
    assertThat(
            json(
                "kms",
                "TrentService.DescribeKey",
                "{\"KeyId\":\"arn:aws:kms:eu-west-1:000000000000:key/1\"}"))
        .contains("NotFoundException");
  }

  private String json(String service, String target, String body) throws Exception {
    return send(signed("us-east-1", service).header("X-Amz-Target", target), body).body();
  }
}
