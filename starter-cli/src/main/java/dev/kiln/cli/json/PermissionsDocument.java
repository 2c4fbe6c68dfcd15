package dev.kiln.cli.json;

import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.PermissionsAudit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who may use which images, as {@code ami permissions} gives it. */
public final class PermissionsDocument {
  private PermissionsDocument() {}

  /** The document of an audit. */
  public static Map<String, Object> of(PermissionsAudit audit, Map<Region, String> unread) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("public", audit.publicImages());
    document.put("shared", audit.sharedImages());
    document.put("private", audit.privateImages());
    document.put("images", audit.lines().stream().map(PermissionsDocument::line).toList());
    Map<String, String> reasons = new TreeMap<>();
    unread.forEach((region, reason) -> reasons.put(region.value(), reason));
    document.put("unread_regions", reasons);
    return document;
  }

  private static Map<String, Object> line(PermissionsAudit.Line line) {
    List<Grantee> launch = line.permissions().launch();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", line.image().ami().value());
    document.put("name", line.image().name());
    document.put("template", line.image().key().template());
    document.put("region", line.image().key().region().value());
    document.put("public", launch.contains(Grantee.PUBLIC));
    document.put("accounts", of(launch, Grantee.Kind.ACCOUNT));
    document.put("organizations", of(launch, Grantee.Kind.ORGANIZATION));
    document.put("organizational_units", of(launch, Grantee.Kind.ORGANIZATIONAL_UNIT));
    document.put("snapshots", line.permissions().volumes().stream().map(Grantee::value).toList());
    document.put("lacks", line.lacks().stream().map(Grantee::value).toList());
    return document;
  }

  private static List<String> of(List<Grantee> grantees, Grantee.Kind kind) {
    return grantees.stream().filter(grantee -> grantee.kind() == kind).map(Grantee::value).toList();
  }
}
