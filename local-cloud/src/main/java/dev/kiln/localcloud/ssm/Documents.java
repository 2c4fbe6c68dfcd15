package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.ListDocumentsRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentsResponse;

/** The documents that commands may name: AWS's own for shell scripts. */
final class Documents {
  private static final DocumentIdentifier SHELL_SCRIPT =
      DocumentIdentifier.builder()
          .name(ShellScript.DOCUMENT)
          .owner("Amazon")
          .platformTypesWithStrings("Linux", "MacOS")
          .documentVersion("1")
          .documentType("Command")
          .schemaVersion("1.2")
          .documentFormat("JSON")
          .tags(List.of())
          .build();

  Map<String, Action> all() {
    return Map.of("ListDocuments", Action.of(ListDocumentsRequest::builder, this::list));
  }

  private SdkPojo list(Call call, ListDocumentsRequest request) {
    boolean passes = request.filters().stream().allMatch(Documents::passes);
    return ListDocumentsResponse.builder()
        .documentIdentifiers(passes ? List.of(SHELL_SCRIPT) : List.of())
        .build();
  }

  private static boolean passes(DocumentKeyValuesFilter filter) {
    return switch (Optional.ofNullable(filter.key()).orElse("")) {
      case "Name" -> filter.values().stream().anyMatch(SHELL_SCRIPT.name()::startsWith);
      case "Owner" -> filter.values().contains("Amazon") || filter.values().contains("Public");
      case "PlatformTypes" ->
          filter.values().contains("Linux") || filter.values().contains("MacOS");
      case "DocumentType" -> filter.values().contains("Command");
      default -> false;
    };
  }
}
