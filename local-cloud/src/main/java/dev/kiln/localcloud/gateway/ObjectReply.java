package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.Reply;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.PojoTree;
import dev.kiln.localcloud.wire.XmlWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** How S3 answers: the object is the body, and all about it stands in headers. */
final class ObjectReply {
  private ObjectReply() {}

  static Reply of(SdkPojo result) {
    Map<String, String> headers = new LinkedHashMap<>();
    PojoTree.of(result).forEach((name, value) -> headers.put(name, value.toString()));
    String body = headers.containsKey("Body") ? headers.remove("Body") : "";
    String type = headers.containsKey("Content-Type") ? headers.remove("Content-Type") : "";
    return new Reply(200, type.isEmpty() ? "binary/octet-stream" : type, body).with(headers);
  }

  static Reply of(String requestId, AwsFailure failure) {
    return Reply.xml(
            failure.status(),
            new XmlWriter()
                .element(
                    "Error",
                    error ->
                        error
                            .text("Code", failure.code())
                            .text("Message", failure.text())
                            .text("RequestId", requestId)))
        .with(failure.headers());
  }
}
