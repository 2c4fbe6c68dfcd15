package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of EBS direct, which says in its path what other services say in parameters.
 *
 * @param action empty if the path means none
 */
record RestPath(String action, Map<String, Object> parameters) {
  private static final Pattern CHANGED_BLOCKS =
      Pattern.compile("/snapshots/([^/]{1,64})/changedblocks");

  static RestPath of(HttpRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>(Form.parse(request.query()));
    Matcher changedBlocks = CHANGED_BLOCKS.matcher(request.path());
    if (!request.method().equals("GET") || !changedBlocks.matches()) {
      return new RestPath("", parameters);
    }
    parameters.put("secondSnapshotId", changedBlocks.group(1));
    return new RestPath("ListChangedBlocks", parameters);
  }
}
