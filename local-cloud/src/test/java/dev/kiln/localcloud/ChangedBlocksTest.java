package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EBS direct, which counts the blocks that belong to one snapshot alone. */
final class ChangedBlocksTest {
  private final ScriptRehearsal on;

  ChangedBlocksTest(@TempDir Path home) throws IOException {
    on = new ScriptRehearsal(home);
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  private static String path(String second, String query) {
    return "/snapshots/" + second + "/changedblocks" + query;
  }

  private Map<String, Object> page(String second, String query) {
    return RestCall.json(on.to.cloud.endpoint(), path(second, query), "ebs");
  }

  @Test
  void countsTheBlocksOfTheLayersBetweenTwoSnapshots() {
    String below = on.bake("below", on.to.base(), "head -c 700000 /dev/zero > /opt/below");
    String above = on.bake("above", below, "head -c 60000000 /dev/urandom > /opt/above");

    String query = "?firstSnapshotId=" + on.snapshot(below) + "&maxResults=100";
    Map<String, Object> first = page(on.snapshot(above), query);
    Map<String, Object> second =
        page(on.snapshot(above), query + "&pageToken=" + first.get("NextToken"));

    assertThat(first.get("BlockSize")).hasToString("524288");
    assertThat((List<?>) first.get("ChangedBlocks")).hasSize(100);
    assertThat((List<?>) second.get("ChangedBlocks")).hasSize(15);
    assertThat(second).doesNotContainKey("NextToken");
    assertThat((List<?>) page(on.snapshot(below), "").get("ChangedBlocks")).hasSize(2);
  }

  @Test
  void refusesSnapshotsThatHaveNothingInCommon() {
    String one = on.bake("one", on.to.base(), "echo 1 > /opt/one");
    String other = on.bake("other", on.to.base(), "echo 2 > /opt/other");

    HttpResponse<String> siblings =
        RestCall.send(
            on.to.cloud.endpoint(),
            path(on.snapshot(one), "?firstSnapshotId=" + on.snapshot(other)),
            "ebs");
    HttpResponse<String> unknown =
        RestCall.send(on.to.cloud.endpoint(), path("snap-00000000000000000", ""), "ebs");
    HttpResponse<String> unpaged =
        RestCall.send(on.to.cloud.endpoint(), path(on.snapshot(one), "?maxResults=7"), "ebs");
    HttpResponse<String> elsewhere =
        RestCall.send(on.to.cloud.endpoint(), "/snapshots/completion/x", "ebs");

    assertThat(siblings.statusCode()).isEqualTo(400);
    assertThat(siblings.body()).contains("ValidationException").contains("UNRELATED_SNAPSHOTS");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("ResourceNotFoundException");
    assertThat(unpaged.body()).contains("ValidationException").contains("maxResults");
    assertThat(elsewhere.body()).contains("InvalidAction");
  }
}
