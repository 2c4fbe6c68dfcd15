package dev.kiln.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow.Part;
import dev.kiln.workflows.catalog.CatalogWorkflow.Place;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list of images is put together from its parts, whatever happens between them. */
final class ListingTest {
  private static final Region EAST = new Region("us-east-1");
  private static final Part LOST = new Part(List.of(), List.of(), List.of(EAST), Map.of());

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(KilnDataConverter.create())
                      .build())
              .build());
  private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    environment.close();
  }

  private Listing list(CatalogWorkflow answers) {
    Worker worker = environment.newWorker(TaskQueues.BUILD);
    worker.registerWorkflowImplementationFactory(
        CatalogWorkflow.class,
        () ->
            query -> {
              asked.add(query.most());
              return answers.list(query);
            });
    environment.start();
    return Listing.of(environment.getWorkflowClient(), List.of(EAST), EAST, List.of());
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-%08x".formatted(number));
  }

  private static KilnImage image(int number) {
    return new KilnImage(
        ami(number),
        new ImageKey("t", new TemplateHash("0123456789abcdef"), Architecture.X86_64, EAST),
        "t-" + number,
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        Instant.EPOCH.plusSeconds(number),
        8,
        Optional.empty(),
        Map.of());
  }

  /** Images one by one; the mark is the number of the next. */
  private static Part part(int first, int last, CatalogWorkflow.Query query) {
    int at = query.places().get(0).after().map(Integer::valueOf).orElse(first);
    List<Place> next =
        at == last ? List.of() : List.of(new Place(EAST, Optional.of(String.valueOf(at + 1))));
    return new Part(List.of(image(at)), next, List.of(), Map.of());
  }

  @Test
  void allPartsMakeOneListWithTheNewestFirst() {
    Listing listing = list(query -> part(1, 5, query));

    assertThat(listing.images())
        .extracting(KilnImage::ami)
        .isEqualTo(Stream.of(5, 4, 3, 2, 1).map(ListingTest::ami).toList());
  }

  @Test
  void aListWhosePlaceIsLostBeginsAgainWithoutTheImagesOfBefore() {
    AtomicInteger question = new AtomicInteger();

    Listing listing =
        list(
            query ->
                switch (question.incrementAndGet()) {
                  case 1, 2 -> part(1, 4, query);
                  case 3 -> LOST;
                  default -> part(2, 4, query);
                });

    assertThat(listing.images())
        .extracting(KilnImage::ami)
        .isEqualTo(Stream.of(4, 3, 2).map(ListingTest::ami).toList());
  }

  @Test
  void aListThatIsLostAgainAndAgainEndsWithAnError() {
    assertThatThrownBy(
            () ->
                list(query -> query.places().get(0).after().isPresent() ? LOST : part(1, 4, query)))
        .isInstanceOf(WorkFailure.class)
        .hasMessageContaining("cannot list images in [us-east-1]")
        .hasMessageContaining("try later");
  }

  @Test
  void aPartThatIsTooLargeIsAskedForInHalves() {
    Listing listing =
        list(
            query -> {
              if (query.most() > 300) {
                throw FailureType.TOO_LARGE.failure("cannot send so much");
              }
              return part(1, 2, query);
            });

    assertThat(listing.images()).hasSize(2);
    assertThat(asked).containsExactly(2000, 1000, 500, 250, 250);
  }
}
