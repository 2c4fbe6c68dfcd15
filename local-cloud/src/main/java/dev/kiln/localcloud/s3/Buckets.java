package dev.kiln.localcloud.s3;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.Operation;
import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredBucket;
import dev.kiln.localcloud.state.StoredObject;
import dev.kiln.localcloud.wire.Answer;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** Buckets, each in one region and of one account, and the texts in them. */
public final class Buckets {
  private static final Pattern OBJECT = Pattern.compile("/([^/]+)/(.+)", Pattern.DOTALL);
  private static final Pattern BUCKET = Pattern.compile("/([^/]+)/?");
  private static final List<String> HEADERS =
      List.of("If-Match", "If-None-Match", "Content-Type", "Content-Encoding");

  private static final int LONGEST_KEY = 1024;

  private final Store store;
  private final InstantSource clock;

  public Buckets(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of("CreateBucket", this::create, "GetObject", this::get, "PutObject", this::put);
  }

  /** The action that a method and a path name; the bucket is in the path. */
  public static Operation route(HttpRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>(Form.parse(request.query()));
    Matcher object = OBJECT.matcher(request.path());
    Matcher bucket = BUCKET.matcher(request.path());
    if (object.matches()) {
      parameters.put("Bucket", object.group(1));
      parameters.put("Key", object.group(2));
      parameters.put("Body", request.body());
      for (String header : HEADERS) {
        request
            .header(header.toLowerCase(Locale.ROOT))
            .ifPresent(value -> parameters.put(header, value));
      }
    } else if (bucket.matches()) {
      parameters.put("Bucket", bucket.group(1));
    }
    return new Operation(action(request.method(), object.matches(), bucket.matches()), parameters);
  }

  private static String action(String method, boolean object, boolean bucket) {
    return switch (method) {
      case "GET" -> object ? "GetObject" : "";
      case "PUT" -> object ? "PutObject" : bucket ? "CreateBucket" : "";
      default -> "";
    };
  }

  private SdkPojo create(Call call) {
    String name = text(call, "Bucket").orElse("");
    if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw AwsFailure.refused("InvalidBucketName", "The specified bucket is not valid.");
    }
    Optional<StoredBucket> before = store.find(StoredBucket.class, name);
    if (before.isPresent()) {
      boolean ours = before.get().place().account().equals(call.place().account());
      throw new AwsFailure(
          409,
          ours ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists",
          "The requested bucket name is not available.");
    }
    store.put(new StoredBucket(call.place(), name));
    return new Answer(Map.of("Location", "/" + name));
  }

  private SdkPojo get(Call call) {
    StoredObject object = find(call).orElseThrow(Buckets::noSuchKey);
    return new Answer(
        Map.of(
            "ETag",
            object.tag(),
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atOffset(ZoneOffset.UTC)),
            "Content-Type",
            object.contentType(),
            "Body",
            object.text()));
  }

  private SdkPojo put(Call call) {
    if (text(call, "Content-Encoding").filter(one -> one.contains("aws-chunked")).isPresent()) {
      throw notImplemented("A body in signed chunks");
    }
    Optional<StoredObject> before = find(call);
    requireAbsent(call, before);
    requireUnchanged(call, before);
    if (text(call, "Key").orElse("").getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw AwsFailure.refused("KeyTooLongError", "Your key is too long");
    }
    String text = text(call, "Body").orElse("");
    StoredObject after =
        store.put(
            new StoredObject(
                call.place(),
                text(call, "Bucket").orElse(""),
                text(call, "Key").orElse(""),
                text,
                text(call, "Content-Type").orElse("binary/octet-stream"),
                tag(text),
                clock.instant()));
    return new Answer(Map.of("ETag", after.tag()));
  }

  private static void requireAbsent(Call call, Optional<StoredObject> before) {
    Optional<String> condition = text(call, "If-None-Match");
    if (condition.filter(tag -> !tag.equals("*")).isPresent()) {
      throw notImplemented("If-None-Match of anything but *");
    }
    if (condition.isPresent() && before.isPresent()) {
      throw preconditionFailed();
    }
  }

  private static void requireUnchanged(Call call, Optional<StoredObject> before) {
    Optional<String> condition = text(call, "If-Match");
    if (condition.isPresent()
        && !unquoted(before.orElseThrow(Buckets::noSuchKey).tag())
            .equals(unquoted(condition.get()))) {
      throw preconditionFailed();
    }
  }

  private Optional<StoredObject> find(Call call) {
    String name = text(call, "Bucket").orElse("");
    StoredBucket bucket =
        store
            .find(StoredBucket.class, name)
            .orElseThrow(
                () -> new AwsFailure(404, "NoSuchBucket", "The specified bucket does not exist"));
    if (!bucket.place().account().equals(call.place().account())) {
      throw new AwsFailure(403, "AccessDenied", "Access Denied");
    }
    if (!bucket.place().region().equals(call.place().region())) {
      throw new AwsFailure(
          301,
          "PermanentRedirect",
          "The bucket you are attempting to access must be addressed using the specified endpoint.",
          Map.of("x-amz-bucket-region", bucket.place().region()));
    }
    return store.find(StoredObject.class, StoredObject.id(name, text(call, "Key").orElse("")));
  }

  private static AwsFailure noSuchKey() {
    return new AwsFailure(404, "NoSuchKey", "The specified key does not exist.");
  }

  private static AwsFailure preconditionFailed() {
    return new AwsFailure(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  private static AwsFailure notImplemented(String what) {
    return new AwsFailure(501, "NotImplemented", what + " is not implemented here.");
  }

  private static String unquoted(String tag) {
    return tag.replace("\"", "");
  }

  private static String tag(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(sum) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }

  private static Optional<String> text(Call call, String name) {
    return Optional.ofNullable(call.parameters().get(name)).map(Object::toString);
  }
}
