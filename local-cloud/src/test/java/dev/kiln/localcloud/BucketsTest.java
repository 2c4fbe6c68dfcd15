package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Texts in buckets, and writes on condition. */
@Timeout(60)
final class BucketsTest {
  @TempDir private Path home;
  private Rehearsal to;
  private S3Client s3;

  @BeforeEach
  void open() throws IOException {
    to = new Rehearsal(Rehearsal.settings(home));
    s3 = to.clients.s3();
    s3.createBucket(r -> r.bucket("registries"));
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  private String put(String text, String unlessChangedSince) {
    return s3.putObject(
            r -> r.bucket("registries").key("one").ifMatch(unlessChangedSince),
            RequestBody.fromString(text))
        .eTag();
  }

  private String putFirst(String text) {
    return s3.putObject(
            r -> r.bucket("registries").key("one").ifNoneMatch("*"), RequestBody.fromString(text))
        .eTag();
  }

  private String read() {
    return s3.getObjectAsBytes(r -> r.bucket("registries").key("one")).asUtf8String();
  }

  private static String error(Runnable call) {
    try {
      call.run();
      return "none";
    } catch (S3Exception refused) {
      return refused.awsErrorDetails().errorCode() + "/" + refused.statusCode();
    }
  }

  @Test
  void writesOnlyIfNobodyElseWrote() {
    String first = putFirst("1");
    assertThat(error(() -> putFirst("2"))).isEqualTo("PreconditionFailed/412");
    String second = put("2", first);

    assertThat(error(() -> put("3", first))).isEqualTo("PreconditionFailed/412");

    assertThat(read()).isEqualTo("2");
    assertThat(put("3", second)).isNotEqualTo(second);
  }

  @Test
  void oneOfManyConcurrentWritersWins() throws Exception {
    String tag = putFirst("0");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> writes = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      String text = String.valueOf(i);
      writes.add(threads.submit(() -> error(() -> put(text, tag))));
    }
    List<String> outcomes = new ArrayList<>();
    for (Future<String> write : writes) {
      outcomes.add(write.get());
    }
    threads.shutdown();

    assertThat(outcomes).filteredOn("none"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("PreconditionFailed/412"::equals).hasSize(7);
  }

  @Test
  void reportsMissingBucketsAndObjects() {
    assertThat(error(this::read)).isEqualTo("NoSuchKey/404");
    assertThat(error(() -> put("1", "0123"))).isEqualTo("NoSuchKey/404");
    assertThat(error(() -> s3.getObjectAsBytes(r -> r.bucket("nowhere").key("one"))))
        .isEqualTo("NoSuchBucket/404");
  }

  @Test
  void keepsOtherAccountsOut() {
    putFirst("1");
    S3Client stranger = to.clients.s3(Clients.REGION, "111122223333");

    assertThat(error(() -> stranger.getObjectAsBytes(r -> r.bucket("registries").key("one"))))
        .isEqualTo("AccessDenied/403");
    assertThat(error(() -> stranger.createBucket(r -> r.bucket("registries"))))
        .isEqualTo("BucketAlreadyExists/409");
  }

  @Test
  void reportsTheRegionOfABucket() {
    S3Client abroad = to.clients.s3("eu-west-1", Clients.KEY);

    assertThatThrownBy(() -> abroad.getObjectAsBytes(r -> r.bucket("registries").key("one")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused ->
                assertThat(
                        refused
                            .awsErrorDetails()
                            .sdkHttpResponse()
                            .firstMatchingHeader("x-amz-bucket-region"))
                    .contains("us-east-1"));
  }

  @Test
  void outlivesARestart() throws IOException {
    String tag = putFirst("1");
    to.close();
    to = new Rehearsal(Rehearsal.settings(home));
    s3 = to.clients.s3();

    assertThat(read()).isEqualTo("1");
    assertThat(put("2", tag)).isNotEmpty();
  }
}
