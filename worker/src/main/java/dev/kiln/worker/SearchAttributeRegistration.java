package dev.kiln.worker;

import dev.kiln.workflows.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Registers Kiln's search attributes with a server, which otherwise refuses to start a build.
 * Temporal Cloud has no such call: an operator adds them there once, with Temporal's own tools.
 */
public final class SearchAttributeRegistration {
  private static final long DEADLINE_SECONDS = 10;

  private SearchAttributeRegistration() {}

  /**
   * Registers the missing attributes.
   *
   * @throws StatusRuntimeException if the server refuses
   */
  public static void register(WorkflowClient client) {
    Map<String, IndexedValueType> missing = missing(client);
    if (!missing.isEmpty()) {
      server(client)
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .putAllSearchAttributes(missing)
                  .build());
    }
  }

  /** The attributes that the server does not know; all of them if it cannot say. */
  private static Map<String, IndexedValueType> missing(WorkflowClient client) {
    Set<String> known;
    try {
      known =
          server(client)
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .build())
              .getCustomAttributesMap()
              .keySet();
    } catch (StatusRuntimeException unanswered) {
      known = Set.of();
    }
    Map<String, IndexedValueType> missing = new HashMap<>();
    for (SearchAttributeKey<String> attribute : SearchAttributes.ALL) {
      if (!known.contains(attribute.getName())) {
        missing.put(attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
      }
    }
    return missing;
  }

  private static OperatorServiceGrpc.OperatorServiceBlockingStub server(WorkflowClient client) {
    return OperatorServiceGrpc.newBlockingStub(client.getWorkflowServiceStubs().getRawChannel())
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
