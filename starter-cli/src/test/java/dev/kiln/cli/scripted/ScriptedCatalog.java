package dev.kiln.cli.scripted;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.share.PermissionsWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers questions about the images of a script, each with what was asked for and no more. */
record ScriptedCatalog(Script script) {
  CatalogWorkflow.Part list(CatalogWorkflow.Query query) {
    List<KilnImage> listed = new ArrayList<>(script.images());
    if (!query.templates().isEmpty()) {
      listed.removeIf(image -> !query.templates().contains(image.key().template()));
    }
    return new CatalogWorkflow.Part(listed, List.of(), List.of(), Map.of());
  }

  PermissionsWorkflow.Report permissions(PermissionsWorkflow.Query query) {
    Map<AmiId, Permissions> asked = new HashMap<>(script.permissions());
    asked.keySet().retainAll(query.images().stream().map(RegionalAmi::ami).toList());
    return new PermissionsWorkflow.Report(asked, Map.of());
  }
}
