package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Json;
import dev.kiln.localcloud.wire.PojoReader;
import dev.kiln.localcloud.wire.PojoTree;
import dev.kiln.localcloud.wire.XmlWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS's wire protocols: where a request names its action and its parameters, and how replies and
 * failures look. A service only names the protocol that it speaks.
 */
public enum Protocol {
  /** Form parameters; XML whose root holds the result itself. */
  EC2("InvalidParameterValue") {
    @Override
    Operation operation(Service service, HttpRequest request) {
      return Operation.ofForm(request);
    }

    @Override
    Reply reply(Call call, SdkPojo result) {
      return Reply.xml(
          200,
          new XmlWriter()
              .element(
                  call.action() + "Response xmlns=\"" + call.service().namespace() + "\"",
                  xml -> xml.text("requestId", call.requestId()).members(result)));
    }

    @Override
    Reply failure(String namespace, String requestId, AwsFailure failure) {
      return Reply.xml(
          failure.status(),
          new XmlWriter()
              .element(
                  "Response",
                  xml ->
                      xml.element(
                              "Errors",
                              errors -> errors.element("Error", error -> describe(error, failure)))
                          .text("RequestID", requestId)));
    }

    @Override
    PojoReader reader() {
      return new PojoReader(badValueCode(), true);
    }

    @Override
    AwsFailure throttled() {
      return new AwsFailure(503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    @Override
    AwsFailure outOfRange(String name, int value, int least, int most) {
      return AwsFailure.invalidValue(
          "Value ( %d ) for parameter maxResults is invalid. Expecting a value between %d and %d."
              .formatted(value, least, most));
    }
  },

  /** Form parameters; XML with the result and metadata side by side. */
  QUERY("ValidationError") {
    @Override
    Operation operation(Service service, HttpRequest request) {
      return Operation.ofForm(request);
    }

    @Override
    Reply reply(Call call, SdkPojo result) {
      return Reply.xml(
          200,
          new XmlWriter()
              .element(
                  call.action() + "Response xmlns=\"" + call.service().namespace() + "\"",
                  xml ->
                      result(xml, call, result)
                          .element(
                              "ResponseMetadata",
                              body -> body.text("RequestId", call.requestId()))));
    }

    /** An action that answers nothing has no element for it. */
    private XmlWriter result(XmlWriter xml, Call call, SdkPojo result) {
      return result.sdkFields().isEmpty()
          ? xml
          : xml.element(call.action() + "Result", body -> body.members(result));
    }

    @Override
    Reply failure(String namespace, String requestId, AwsFailure failure) {
      String type = failure.status() < 500 ? "Sender" : "Receiver";
      return Reply.xml(
          failure.status(),
          new XmlWriter()
              .element(
                  "ErrorResponse xmlns=\"" + namespace + "\"",
                  xml ->
                      xml.element("Error", error -> describe(error.text("Type", type), failure))
                          .text("RequestId", requestId)));
    }

    @Override
    String pageSize() {
      return "MaxRecords";
    }
  },

  /** JSON both ways; a header names the action. */
  JSON("SerializationException") {
    @Override
    Operation operation(Service service, HttpRequest request) {
      return Operation.ofJson(request);
    }

    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(call.requestId(), result);
    }

    @Override
    Reply failure(String namespace, String requestId, AwsFailure failure) {
      return json(requestId, failure);
    }

    @Override
    String unknownActionCode() {
      return "UnknownOperationException";
    }
  },

  /** Method and path name the action; the reply is JSON. */
  REST_JSON("ValidationException") {
    @Override
    Operation operation(Service service, HttpRequest request) {
      return service.route(request);
    }

    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(call.requestId(), result);
    }

    @Override
    Reply failure(String namespace, String requestId, AwsFailure failure) {
      return json(requestId, failure);
    }
  },

  /** Method and path name the action; the reply's body is the object, its headers the rest. */
  REST_XML("InvalidArgument") {
    @Override
    Operation operation(Service service, HttpRequest request) {
      return service.route(request);
    }

    @Override
    Reply reply(Call call, SdkPojo result) {
      Map<String, String> headers = new LinkedHashMap<>();
      PojoTree.of(result).forEach((name, value) -> headers.put(name, value.toString()));
      String body = headers.containsKey("Body") ? headers.remove("Body") : "";
      String type = headers.containsKey("Content-Type") ? headers.remove("Content-Type") : "";
      headers.put("x-amz-request-id", call.requestId());
      return new Reply(200, type.isEmpty() ? "binary/octet-stream" : type, body)
          .withHeaders(headers);
    }

    @Override
    Reply failure(String namespace, String requestId, AwsFailure failure) {
      return Reply.xml(
              failure.status(),
              new XmlWriter()
                  .element("Error", error -> describe(error, failure).text("RequestId", requestId)))
          .withHeaders(failure.headers());
    }
  };

  private final String badValueCode;

  Protocol(String badValueCode) {
    this.badValueCode = badValueCode;
  }

  /** The protocol to answer in when the request does not even show its service. */
  static Protocol guess(HttpRequest request) {
    return request.target().isPresent() ? JSON : EC2;
  }

  /** The action that a request asks for, with its parameters. */
  abstract Operation operation(Service service, HttpRequest request);

  abstract Reply reply(Call call, SdkPojo result);

  /**
   * An error reply.
   *
   * @param namespace of the service; empty if the service is unknown
   */
  abstract Reply failure(String namespace, String requestId, AwsFailure failure);

  /** Gives parameters their types. Only EC2 refuses a parameter that it does not know. */
  PojoReader reader() {
    return new PojoReader(badValueCode, false);
  }

  /** AWS's error code for a value of the wrong type. */
  String badValueCode() {
    return badValueCode;
  }

  /** AWS's error code for an action that the service does not have. */
  String unknownActionCode() {
    return "InvalidAction";
  }

  /** The parameter that limits the items of a list. */
  String pageSize() {
    return "MaxResults";
  }

  /** The refusal of a call above the request rate. */
  AwsFailure throttled() {
    return AwsFailure.refused("ThrottlingException", "Rate exceeded");
  }

  /** The refusal of a number outside of its range. */
  AwsFailure outOfRange(String name, int value, int least, int most) {
    String parameter = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    boolean small = value < least;
    return AwsFailure.refused(
        this == QUERY ? badValueCode : "ValidationException",
        "1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: Member must have value %s than or equal to %d"
            .formatted(value, parameter, small ? "greater" : "less", small ? least : most));
  }

  private static XmlWriter describe(XmlWriter error, AwsFailure failure) {
    return error.text("Code", failure.code()).text("Message", failure.text());
  }

  private static Reply json(String requestId, SdkPojo result) {
    return Reply.json(200, Json.text(PojoTree.of(result))).withHeaders(requestId(requestId));
  }

  private static Reply json(String requestId, AwsFailure failure) {
    return Reply.json(
            failure.status(),
            Json.text(Map.of("__type", failure.code(), "message", failure.text())))
        .withHeaders(requestId(requestId));
  }

  /** In JSON no member of the body has the id of the request. */
  private static Map<String, String> requestId(String id) {
    return Map.of("x-amzn-RequestId", id);
  }
}
