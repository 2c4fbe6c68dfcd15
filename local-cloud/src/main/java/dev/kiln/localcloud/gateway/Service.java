package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Json;
import dev.kiln.localcloud.wire.PojoReader;
import dev.kiln.localcloud.wire.PojoTree;
import dev.kiln.localcloud.wire.XmlWriter;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The services, by the name in a signature's scope, and the shape of their replies. */
public enum Service {
  EC2("InvalidParameterValue", true) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return Reply.xml(
          200,
          new XmlWriter()
              .element(
                  call.action() + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"",
                  xml -> xml.text("requestId", call.requestId()).members(result)));
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return Reply.xml(
          failure.status(),
          new XmlWriter()
              .element(
                  "Response",
                  xml ->
                      xml.element(
                              "Errors",
                              errors ->
                                  errors.element(
                                      "Error",
                                      error ->
                                          error
                                              .text("Code", failure.code())
                                              .text("Message", failure.text())))
                          .text("RequestID", requestId)));
    }
  },

  STS("ValidationError", false) {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    @Override
    Reply reply(Call call, SdkPojo result) {
      return query(NAMESPACE, call, result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return query(NAMESPACE, requestId, failure);
    }
  },

  AUTOSCALING("ValidationError", false) {
    private static final String NAMESPACE = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

    @Override
    Reply reply(Call call, SdkPojo result) {
      return query(NAMESPACE, call, result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return query(NAMESPACE, requestId, failure);
    }
  },

  SSM("SerializationException", false) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return json(failure);
    }
  },

  KMS("SerializationException", false) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return json(failure);
    }
  },

  EBS("ValidationException", false) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return json(failure);
    }
  },

  S3("InvalidArgument", false) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return ObjectReply.of(result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return ObjectReply.of(requestId, failure);
    }
  },

  ORGANIZATIONS("SerializationException", false) {
    @Override
    Reply reply(Call call, SdkPojo result) {
      return json(result);
    }

    @Override
    Reply failure(String requestId, AwsFailure failure) {
      return json(failure);
    }
  };

  private final String badValueCode;
  private final boolean strict;

  Service(String badValueCode, boolean strict) {
    this.badValueCode = badValueCode;
    this.strict = strict;
  }

  /** Whether requests and replies are JSON, and the action is named by a header. */
  boolean speaksJson() {
    return this == SSM || this == KMS || this == ORGANIZATIONS;
  }

  /** In AWS's query protocol, which all but EC2 answer in the same form. */
  private static Reply query(String namespace, Call call, SdkPojo result) {
    return Reply.xml(
        200,
        new XmlWriter()
            .element(
                call.action() + "Response xmlns=\"" + namespace + "\"",
                xml ->
                    xml.element(call.action() + "Result", body -> body.members(result))
                        .element(
                            "ResponseMetadata", body -> body.text("RequestId", call.requestId()))));
  }

  private static Reply query(String namespace, String requestId, AwsFailure failure) {
    return Reply.xml(
        failure.status(),
        new XmlWriter()
            .element(
                "ErrorResponse xmlns=\"" + namespace + "\"",
                xml ->
                    xml.element(
                            "Error",
                            error ->
                                error
                                    .text("Type", failure.status() < 500 ? "Sender" : "Receiver")
                                    .text("Code", failure.code())
                                    .text("Message", failure.text()))
                        .text("RequestId", requestId)));
  }

  private static Reply json(SdkPojo result) {
    return Reply.json(200, Json.text(PojoTree.of(result)));
  }

  private static Reply json(AwsFailure failure) {
    return Reply.json(
        failure.status(), Json.text(Map.of("__type", failure.code(), "message", failure.text())));
  }

  PojoReader reader() {
    return new PojoReader(badValueCode, strict);
  }

  abstract Reply reply(Call call, SdkPojo result);

  abstract Reply failure(String requestId, AwsFailure failure);
}
