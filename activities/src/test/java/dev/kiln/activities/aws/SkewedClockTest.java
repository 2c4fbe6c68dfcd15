package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker whose clock is wrong. */
@Timeout(60)
final class SkewedClockTest {
  private static final Region REGION = new Region("us-east-1");
  private static final Duration AHEAD = Duration.ofMinutes(20);

  /** An EC2 with another clock than ours, which accepts nothing that is five minutes off. */
  private static final class Ec2Ahead implements AutoCloseable {
    private static final DateTimeFormatter SIGNED =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int status;
    private final String code;

    Ec2Ahead(int status, String code) throws IOException {
      this.status = status;
      this.code = code;
      Thread server = new Thread(this::serve, "ec2-ahead");
      server.setDaemon(true);
      server.start();
    }

    AwsCalls calls() {
      return new AwsCalls(
          CloudSettings.local(URI.create("http://127.0.0.1:" + port.getLocalPort())));
    }

    private void serve() {
      while (!port.isClosed()) {
        try (Socket client = port.accept()) {
          answer(client);
        } catch (IOException ended) {
          return;
        }
      }
    }

    private void answer(Socket client) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      Instant signed = Instant.EPOCH;
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String header = line.toLowerCase(Locale.ROOT);
        if (header.startsWith("x-amz-date: ")) {
          signed = SIGNED.parse(line.substring(12), Instant::from);
        } else if (header.startsWith("content-length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
      }
      in.skip(length);
      Instant now = Instant.now().plus(AHEAD);
      boolean fresh = Duration.between(signed, now).abs().compareTo(Duration.ofMinutes(5)) < 0;
      String body =
          fresh
              ? "<DescribeRegionsResponse><requestId>r</requestId></DescribeRegionsResponse>"
              : "<Response><Errors><Error><Code>%s</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>"
                  .formatted(code);
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 %d x\r\nDate: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(
                      fresh ? 200 : status,
                      DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                      body.length(),
                      body)
                  .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
      port.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, RequestExpired",
    "400, RequestTimeTooSkewed",
    "403, SignatureDoesNotMatch",
    "401, AuthFailure"
  })
  void callsAreSignedWithTheTimeOfAws(int status, String code) throws Exception {
    try (Ec2Ahead there = new Ec2Ahead(status, code);
        AwsCalls aws = there.calls()) {
      assertThat(aws.ec2().call(REGION, "DescribeRegions", ec2 -> ec2.describeRegions()).regions())
          .isEmpty();
    }
  }
}
