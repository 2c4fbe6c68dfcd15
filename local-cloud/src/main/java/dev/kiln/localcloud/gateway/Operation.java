package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Form;
import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An action and its parameters, as a request names them.
 *
 * @param action empty if the request names none
 * @param parameters those of the action alone; those of the protocol and the signature are left out
 */
public record Operation(String action, Map<String, Object> parameters) {
  public Operation {
    Map<String, Object> own = new LinkedHashMap<>(parameters);
    own.keySet().removeIf(name -> name.equals("Action") || name.equals("Version"));
    own.keySet().removeIf(name -> name.startsWith("X-Amz-"));
    parameters = Collections.unmodifiableMap(own);
  }

  /** Of a query, in the body or in the address. */
  static Operation ofForm(HttpRequest request) {
    Map<String, Object> parameters = Form.parse(request.form());
    return new Operation(String.valueOf(parameters.getOrDefault("Action", "")), parameters);
  }

  /** Of a JSON body, with the action in a header behind the name of the API. */
  static Operation ofJson(HttpRequest request) {
    String action = request.target().orElse("").replaceFirst("^[A-Za-z0-9]+\\.", "");
    try {
      return new Operation(action, Json.object(request.body().isBlank() ? "{}" : request.body()));
    } catch (IOException malformed) {
      throw AwsFailure.refused("SerializationException", "The request is not a JSON object.");
    }
  }
}
