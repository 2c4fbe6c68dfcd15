package dev.kiln.activities.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Calls one service in one region with the SDK's signature and credentials, but without its client
 * classes.
 */
public final class SignedJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private final JsonService service;
  private final Region home;
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  SignedJson(
      JsonService service,
      Region region,
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      SdkHttpClient http) {
    this.service = service;
    this.home = service.home(region);
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
  }

  /** Calls an action with its parameters. */
  public JsonNode call(String action, Map<String, String> parameters) {
    try {
      byte[] body = JSON.writeValueAsBytes(parameters);
      SdkHttpRequest.Builder request =
          SdkHttpRequest.builder()
              .method(SdkHttpMethod.POST)
              .uri(address())
              .putHeader("Content-Type", "application/x-amz-json-1.1")
              .putHeader("Content-Length", Integer.toString(body.length))
              .putHeader("X-Amz-Target", service.target(action));
      return send(request.build(), () -> new ByteArrayInputStream(body));
    } catch (IOException broken) {
      throw SdkClientException.create("no answer from " + service.label(), broken);
    }
  }

  /** Reads a path, for a service whose actions are paths. */
  public JsonNode get(String path, Map<String, String> query) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(address()).encodedPath(path);
    query.forEach(request::putRawQueryParameter);
    try {
      return send(request.build(), () -> InputStream.nullInputStream());
    } catch (IOException broken) {
      throw SdkClientException.create("no answer from " + service.label(), broken);
    }
  }

  private JsonNode send(SdkHttpRequest request, ContentStreamProvider payload) throws IOException {
    SignedRequest signed =
        SIGNER.sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.label())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, home.value()));
    HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder().request(signed.request());
    if (request.method() != SdkHttpMethod.GET) {
      execution.contentStreamProvider(payload);
    }
    return read(http.prepareRequest(execution.build()).call());
  }

  private URI address() {
    return endpoint.orElseGet(this::ofAws);
  }

  URI ofAws() {
    return URI.create("https://%s.%s.%s".formatted(service.label(), home, Partition.domain(home)));
  }

  private static JsonNode read(HttpExecuteResponse response) throws IOException {
    JsonNode answer = JSON.createObjectNode();
    if (response.responseBody().isPresent()) {
      try (InputStream body = response.responseBody().get()) {
        answer = JSON.readTree(body);
      }
    }
    if (response.httpResponse().isSuccessful()) {
      return answer;
    }
    throw refusal(response.httpResponse(), answer);
  }

  private static AwsServiceException refusal(SdkHttpResponse response, JsonNode answer) {
    String type =
        response
            .firstMatchingHeader("x-amzn-ErrorType")
            .orElse(answer.path("__type").asText())
            .replaceFirst(".*#", "")
            .replaceFirst(":.*", "");
    String text = answer.path("message").asText(answer.path("Message").asText());
    AwsServiceException.Builder refusal =
        AwsServiceException.builder().statusCode(response.statusCode());
    return type.isEmpty()
        ? refusal
            .message("an answer with status %d and no text".formatted(response.statusCode()))
            .build()
        : refusal
            .message(text)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(type).errorMessage(text).build())
            .build();
  }
}
