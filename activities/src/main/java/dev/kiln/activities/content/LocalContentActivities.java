package dev.kiln.activities.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.diff.ImageContent;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.catalog.ContentActivities;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the local cloud: no other cloud can look inside an image without booting it. */
public final class LocalContentActivities implements ContentActivities {
  /** The cloud reads every file of an image once. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Optional<URI> endpoint;

  public LocalContentActivities(CloudSettings settings) {
    this.endpoint = settings.endpoint();
  }

  /** The cloud answered, but it does not show files. */
  private static final class NotShown extends Exception {
    private static final long serialVersionUID = 1;

    NotShown(String why) {
      super(why);
    }
  }

  @Override
  public ContentDiff compareContent(AmiId left, AmiId right) {
    if (endpoint.isEmpty()) {
      return ContentDiff.untold("AWS does not show the content of an image");
    }
    try {
      return ContentDiff.of(content(endpoint.get(), left), content(endpoint.get(), right));
    } catch (NotShown why) {
      return ContentDiff.untold(String.valueOf(why.getMessage()));
    }
  }

  private static ImageContent content(URI endpoint, AmiId ami) throws NotShown {
    JsonNode answer = ask(endpoint, ami);
    if (!answer.has("files")) {
      throw new NotShown(
          answer.path("error").asText("the cloud at this endpoint does not show its content"));
    }
    return read(answer);
  }

  private static JsonNode ask(URI endpoint, AmiId ami) throws NotShown {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/_kiln/images/" + ami + "/files"))
            .timeout(LONGEST)
            .build();
    try {
      return KilnDataConverter.jsonMapper()
          .readTree(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (JsonProcessingException otherCloud) {
      throw new NotShown("the cloud at this endpoint does not show the content of an image");
    } catch (IOException broken) {
      throw FailureType.CLOUD_UNAVAILABLE.failure("cannot look inside " + ami, broken);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(stopping);
    }
  }

  private static ImageContent read(JsonNode tree) {
    Map<String, String> files = new HashMap<>();
    tree.path("files").forEach(file -> files.put(file.path("path").asText(), facts(file)));
    Map<String, String> packages = new HashMap<>();
    tree.path("packages")
        .forEach(
            one ->
                packages.put(
                    one.path("name").asText() + ":" + one.path("architecture").asText(),
                    one.path("version").asText()));
    return new ImageContent(
        tree.path("unlistedBase").asBoolean(),
        files,
        tree.has("packages") ? Optional.of(packages) : Optional.empty());
  }

  private static String facts(JsonNode file) {
    String type = file.path("type").asText();
    if (type.equals(ImageContent.DELETED)) {
      return type;
    }
    String content =
        switch (type) {
          case "file" ->
              ", %d bytes, sha256 %s"
                  .formatted(file.path("size").asLong(), file.path("digest").asText());
          case "link" -> " to " + file.path("target").asText();
          default -> "";
        };
    return "%s%s, mode %s, owner %s"
        .formatted(type, content, file.path("mode").asText(), file.path("owner").asText());
  }
}
