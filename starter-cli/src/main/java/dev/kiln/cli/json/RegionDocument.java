package dev.kiln.cli.json;

import dev.kiln.workflows.copy.RegionReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An image in one region, as the documents of builds and copies give it. */
public final class RegionDocument {
  private RegionDocument() {}

  /** One object per region, in order. */
  public static List<Map<String, Object>> of(List<RegionReport> regions) {
    return regions.stream().map(RegionDocument::of).toList();
  }

  private static Map<String, Object> of(RegionReport region) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("region", region.region().value());
    document.put("architecture", region.architecture().toString());
    document.put("state", region.state().toString().toLowerCase(Locale.ROOT));
    document.put("ami", JsonText.text(region.ami()));
    document.put("source_ami", region.source().map(source -> source.ami().value()));
    document.put("source_region", region.source().map(source -> source.region().value()));
    document.put("kms_key", region.key());
    document.put("stored_bytes", region.storedBytes());
    document.put("notes", region.notes());
    document.put("took_seconds", JsonText.seconds(region.took()));
    document.put("receivers", region.sharing().map(ShareDocument::receivers).orElse(List.of()));
    document.put("error", region.failure());
    return document;
  }
}
