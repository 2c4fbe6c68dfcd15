package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Answers with status 401, whose text the JDK's connection likes to drop. */
@Timeout(60)
final class RefusedCallerTest {
  private static final Region REGION = new Region("us-east-1");
  private static final String TERMS = "you need to accept terms and subscribe";

  private record Kind(String action, Reply reply, Consumer<AwsCalls> call) {}

  static Stream<Named<Kind>> services() {
    Reply json =
        new Reply(
            401,
            "application/x-amz-json-1.1",
            "{\"__type\":\"OptInRequired\",\"message\":\"%s\"}".formatted(TERMS));
    return Stream.of(
        Named.of(
            "ec2",
            new Kind(
                "RunInstances",
                Reply.refusal(401, "OptInRequired", TERMS),
                aws ->
                    aws.ec2()
                        .call(REGION, "RunInstances", c -> c.runInstances(r -> r.minCount(1))))),
        Named.of(
            "ssm",
            new Kind(
                "GetParameter",
                json,
                aws ->
                    aws.ssm().call(REGION, "GetParameter", c -> c.getParameter(r -> r.name("x"))))),
        Named.of(
            "s3",
            new Kind(
                "PutObject",
                new Reply(
                    401,
                    "application/xml",
                    "<Error><Code>OptInRequired</Code><Message>%s</Message></Error>"
                        .formatted(TERMS)),
                aws ->
                    aws.s3()
                        .call(
                            REGION,
                            "PutObject",
                            c ->
                                c.putObject(
                                    r -> r.bucket("b").key("k"), RequestBody.fromString("{}"))))),
        Named.of(
            "kms",
            new Kind(
                "DescribeKey",
                json,
                aws ->
                    aws.kms()
                        .call(
                            REGION,
                            "DescribeKey",
                            c -> c.call("DescribeKey", Map.of("KeyId", "k"))))));
  }

  @ParameterizedTest
  @MethodSource("services")
  void areReportedWithTheCodeAndTheTextOfAws(Kind kind) {
    ApplicationFailure failure = refusal(kind, kind.reply());

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.getOriginalMessage())
        .startsWith("cannot " + kind.action() + " in us-east-1: OptInRequired: " + TERMS)
        .contains("AWS Marketplace", "enable the region");
  }

  @ParameterizedTest
  @MethodSource("services")
  void withoutAnyTextNameWhatMayBeTheCause(Kind kind) {
    ApplicationFailure failure = refusal(kind, new Reply(401, "text/plain", ""));

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.getOriginalMessage())
        .startsWith("cannot " + kind.action() + " in us-east-1: AuthFailure")
        .contains("credentials", "clock", "enabled the region", "Marketplace")
        .doesNotContain("null");
  }

  private static ApplicationFailure refusal(Kind kind, Reply reply) {
    try (StubCloud cloud = new StubCloud(request -> reply);
        AwsCalls aws = cloud.calls()) {
      return catchThrowableOfType(ApplicationFailure.class, () -> kind.call().accept(aws));
    }
  }

  @Test
  void aBrokenConnectionIsTriedTwiceAndNotOftener() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        AwsCalls aws =
            new AwsCalls(
                CloudSettings.local(URI.create("http://127.0.0.1:" + port.getLocalPort())))) {
      Thread server = new Thread(() -> hangUp(port, requests), "hangs-up");
      server.setDaemon(true);
      server.start();

      assertThatThrownBy(
              () -> aws.ec2().call(REGION, "RunInstances", c -> c.runInstances(r -> r.minCount(1))))
          .isInstanceOf(ApplicationFailure.class);
    }

    assertThat(requests).hasValue(2);
  }

  private static void hangUp(ServerSocket port, AtomicInteger requests) {
    while (!port.isClosed()) {
      try (Socket client = port.accept()) {
        if (readWhole(client.getInputStream())) {
          requests.incrementAndGet();
        }
      } catch (IOException ended) {
        return;
      }
    }
  }

  /** Reads up to the end of the form, for which "MinCount=1" stands. */
  private static boolean readWhole(InputStream from) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().contains("MinCount=1")) {
      int next = from.read();
      if (next < 0) {
        return false;
      }
      text.append((char) next);
    }
    return true;
  }
}
