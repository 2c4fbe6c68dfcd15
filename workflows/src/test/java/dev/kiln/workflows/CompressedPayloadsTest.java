package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.ZlibPayloadCodec;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large messages travel compressed; too large ones do not start to travel. */
final class CompressedPayloadsTest {
  private final DataConverter converter = KilnDataConverter.create();

  private Payload payload(String text) {
    return converter.toPayload(text).orElseThrow();
  }

  @Test
  void aSmallMessageStaysReadableInTheWebUi() {
    assertThat(payload("foundation").getData().toStringUtf8()).isEqualTo("\"foundation\"");
  }

  @Test
  void aLargeMessageShrinksAndComesBackWhole() {
    String images = "ami-0123456789abcdef0 gromacs us-east-1 available\n".repeat(100_000);

    Payload sent = payload(images);

    assertThat(sent.getSerializedSize()).isLessThan(images.length() / 20);
    assertThat(converter.fromPayload(sent, String.class, String.class)).isEqualTo(images);
  }

  @Test
  void toolsOfTemporalReadTheFormat() {
    Payload sent = payload("kiln".repeat(10_000));

    assertThat(new ZlibPayloadCodec().decode(List.of(sent)).get(0).getData().toStringUtf8())
        .isEqualTo("\"" + "kiln".repeat(10_000) + "\"");
  }

  @Test
  void aDamagedMessageIsRefusedAndDoesNotHang() {
    Payload sent = payload("kiln".repeat(10_000));
    Payload cut = sent.toBuilder().setData(sent.getData().substring(0, 40)).build();

    assertThatThrownBy(() -> converter.fromPayload(cut, String.class, String.class))
        .hasStackTraceContaining("the data ends too early");
  }

  @Test
  void aTooLargeMessageIsRefusedWithItsSize() {
    assertThatThrownBy(() -> payload(noise(4_000_000)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getType()).isEqualTo("TOO_LARGE");
              assertThat(failure.getOriginalMessage())
                  .contains("4,0")
                  .contains("it takes 2,097,152 at once");
            });
  }

  @Test
  @Timeout(60)
  void aWorkflowWithATooLargeResultFailsAtOnce() {
    try (TestWorkflowEnvironment environment = InMemoryServer.start()) {
      Worker worker = environment.newWorker("q");
      worker.registerWorkflowImplementationTypes(NoisyWorkflowImpl.class);
      environment.start();
      WorkflowClient client = environment.getWorkflowClient();
      NoisyWorkflow noisy =
          client.newWorkflowStub(
              NoisyWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue("q").build());

      assertThatThrownBy(noisy::noise)
          .isInstanceOf(WorkflowException.class)
          .satisfies(failure -> assertThat(FailureType.reason(failure)).contains("at once"));
    }
  }

  /** Text that no compression makes small. */
  static String noise(int length) {
    return new Random(1)
        .ints(length, ' ', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Says more than Temporal carries. */
  @WorkflowInterface
  public interface NoisyWorkflow {
    @WorkflowMethod
    String noise();
  }

  /** Says it. */
  public static final class NoisyWorkflowImpl implements NoisyWorkflow {
    @Override
    public String noise() {
      return CompressedPayloadsTest.noise(4_000_000);
    }
  }
}
