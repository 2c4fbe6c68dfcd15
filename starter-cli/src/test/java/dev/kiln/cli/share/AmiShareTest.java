package dev.kiln.cli.share;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.cli.scripted.TwoLayers;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami share}, {@code share-chain}, {@code unshare} and {@code permissions}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AmiShareTest {
  private static final AmiId COPY = new AmiId("ami-0c0c0c0c0c0c0c0c0");
  private static final Region EUROPE = new Region("eu-west-1");
  private static final Grantee FRIEND = new Grantee("111122223333");
  private static final String ORGANIZATION =
      "arn:aws:organizations::111122223333:organization/o-exampleorg1";

  @TempDir Path folder;

  private final Script script = new Script();
  private final ScriptedTemporal temporal =
      new ScriptedTemporal(
          script.images(
              List.of(
                  image(Layers.GROMACS, Layers.GROMACS_AMI, Map.of()),
                  image(Layers.FOUNDATION, Layers.FOUNDATION_AMI, Map.of()),
                  image(
                      in(EUROPE, Layers.GROMACS),
                      COPY,
                      Map.of(
                          ImageTags.SOURCE_AMI,
                          Layers.GROMACS_AMI.value(),
                          ImageTags.SOURCE_REGION,
                          "us-east-1")))),
          false);

  @BeforeEach
  void everythingIsGranted() {
    answer(
        request -> grantee -> new SharingOutcome.Grant(grantee, Outcome.GRANTED, Optional.empty()));
  }

  @AfterAll
  void stop() {
    temporal.close();
  }

  private void answer(Function<RegionalAmi, Function<Grantee, SharingOutcome.Grant>> grants) {
    script.sharing(
        Map.of(
            Layers.GROMACS_AMI,
            new Permissions(List.of(Grantee.PUBLIC, FRIEND), List.of(FRIEND)),
            COPY,
            new Permissions(List.of(FRIEND), List.of()),
            Layers.FOUNDATION_AMI,
            Permissions.NONE),
        request ->
            new ShareWorkflow.Report(
                request.images().stream()
                    .map(
                        image ->
                            new SharingOutcome(
                                image,
                                request.grantees().stream().map(grants.apply(image)).toList(),
                                List.of()))
                    .toList()));
  }

  private static ImageKey in(Region region, ImageKey key) {
    return new ImageKey(key.template(), key.hash(), key.architecture(), region);
  }

  private static KilnImage image(ImageKey key, AmiId ami, Map<String, String> tags) {
    Map<String, String> all = new HashMap<>(tags);
    all.put(ImageTags.NAME, key.template() + "-v1");
    return new KilnImage(
        ami,
        key,
        key.template() + "-v1-1a2b",
        ImageState.AVAILABLE,
        "available",
        key.template().equals("gromacs") ? Optional.of(Layers.FOUNDATION_AMI) : Optional.empty(),
        KilnRun.NOW.minus(Duration.ofDays(2)),
        8,
        Optional.empty(),
        all);
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  @Test
  void sharesAnImageAndItsCopiesWithAccounts() {
    Result result =
        machine().run("ami", "share", "gromacs-v1", "--accounts", "111122223333,444455556666");

    ShareWorkflow.Request request = script.shareRequest().orElseThrow();
    assertThat(request.images())
        .containsExactly(
            new RegionalAmi(EUROPE, COPY),
            new RegionalAmi(new Region("us-east-1"), Layers.GROMACS_AMI));
    assertThat(request.volumes()).isFalse();
    Golden.assertMatches("ami-share.txt", result.out());
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void asksBeforeItMakesAnythingPublic() {
    Result yes = machine().answering("y").run("ami", "share", "foundation", "--public");
    Result no = machine().answering("").run("ami", "share", "foundation", "--public");

    assertThat(yes.out())
        .isEqualTo(
            """
            \u001b[32m✓\u001b[0m AMI ami-0f0f0f0f0f0f0f0f0 (foundation-v1) in us-east-1 is now public
               all: GRANTED
               Anyone can launch instances from this AMI
            """);
    assertThat(no.err())
        .isEqualTo(
            "kiln: cannot share foundation-v1 with everybody (ami-0f0f0f0f0f0f0f0f0 in us-east-1):"
                + " not confirmed; nothing was changed\n");
    assertThat(no.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesToMakeAnythingPublicInAPipeWithoutYes() {
    Result unsure = machine().run("ami", "share", "foundation", "--public");
    Result sure = machine().run("ami", "share", "foundation", "--public", "--yes");

    unsure.assertUnconfirmed(
        "share foundation-v1 with everybody (ami-0f0f0f0f0f0f0f0f0 in us-east-1)");
    assertThat(sure.exitCode()).isZero();
    machine()
        .run("ami", "share-chain", "foundation", "--public")
        .assertUnconfirmed(
            "share the chain of foundation-v1 with everybody (ami-0f0f0f0f0f0f0f0f0 in us-east-1)");
  }

  @Test
  void aRefusalInOneRegionIsPartialAndSuggestsAFix() {
    answer(
        image ->
            grantee ->
                image.region().equals(EUROPE)
                    ? SharingOutcome.Grant.refused(
                        grantee, "block public access for AMIs is on in eu-west-1")
                    : new SharingOutcome.Grant(grantee, Outcome.ALREADY, Optional.empty()));

    Result result = machine().run("ami", "share", "gromacs", "--public", "--yes");

    String errors = result.err().replaceAll("(grant-gromacs-v1-)[0-9a-f]{8}", "$1ID");
    Golden.assertMatches("ami-share-partial.txt", result.out() + "--\n" + errors);
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aRetryByIdRepeatsTheRefusedGrants() throws JsonProcessingException {
    answer(image -> grantee -> SharingOutcome.Grant.refused(grantee, "somebody else changes it"));
    Result refused =
        machine().run("ami", "share", "gromacs", "--accounts", "111122223333", "-o", "json");
    String id = new ObjectMapper().readTree(refused.out()).at("/share_id").asText();
    ShareWorkflow.Request first = script.shareRequest().orElseThrow();
    everythingIsGranted();

    Result retried = machine().run("build", "retry", id);

    ShareWorkflow.Request again = script.shareRequest().orElseThrow();
    assertThat(refused.err()).contains("then do the rest with kiln build retry " + id);
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(again.shareId()).isNotEqualTo(first.shareId());
    assertThat(again.images()).containsExactlyInAnyOrderElementsOf(first.images());
    assertThat(again.grantees()).isEqualTo(first.grantees());
  }

  @Test
  void givesScriptsTheResultForEachReceiver() throws JsonProcessingException {
    Result result =
        machine().run("ami", "share", "gromacs", "--organization", ORGANIZATION, "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.at("/status").asText()).isEqualTo("succeeded");
    assertThat(document.at("/images/0/receivers/0/kind").asText()).isEqualTo("organization");
    assertThat(document.at("/images/0/receivers/0/outcome").asText()).isEqualTo("granted");
  }

  @Test
  void aBuildSharesItsImageWithTheGivenReceivers() {
    TwoLayers.machine(folder)
        .connectedTo(temporal)
        .run("ami", "build", "-t", "gromacs.yaml", "--share-accounts", "111122223333");

    assertThat(script.request().distribution().orElseThrow().sharing())
        .contains(new Sharing(List.of(FRIEND), false));
  }

  @Test
  void aBuildIsMadePublicOnlyIfThatIsConfirmed() {
    Result unsure =
        TwoLayers.machine(folder).run("ami", "build", "-t", "gromacs.yaml", "--share-public");
    Result nobody =
        TwoLayers.machine(folder).run("ami", "build", "-t", "gromacs.yaml", "--share-snapshots");

    unsure.assertUnconfirmed("share gromacs with everybody");
    assertThat(nobody.err()).contains("no receiver is named; add --share-accounts");
    assertThat(nobody.exitCode()).isEqualTo(2);
  }

  @Test
  void sharesAChainFromTheLowestLayerUp() {
    Result result =
        machine().run("ami", "share-chain", Layers.GROMACS_AMI.value(), "--public", "--yes");

    assertThat(script.shareRequest().orElseThrow().images()).hasSize(3);
    Golden.assertMatches("ami-share-chain.txt", result.out());
  }

  @Test
  void namesTheRegionInWhichThereAreNoImages() {
    try (ScriptedTemporal empty = new ScriptedTemporal(new Script(), false)) {
      Result result =
          new KilnRun(folder)
              .connectedTo(empty)
              .run("ami", "share", "hello", "--accounts", "111122223333");

      assertThat(result.err())
          .contains("cannot find image 'hello': none of the 0 images in us-east-1 has that id");
    }
  }

  @Test
  void takesBackFromAllWhoHaveIt() {
    Result result = machine().run("ami", "unshare", "gromacs", "--all");

    ShareWorkflow.Request request = script.shareRequest().orElseThrow();
    assertThat(request.change()).isEqualTo(Change.REVOKE);
    assertThat(request.grantees()).containsExactly(Grantee.PUBLIC, FRIEND);
    assertThat(result.out()).contains("in us-east-1 is no longer public or shared with 1 account");
    assertThat(machine().run("ami", "unshare", "foundation", "--all").out())
        .isEqualTo("foundation-v1 is not shared.\n");
  }

  @Test
  void showsWhoMayUseWhatAndWhichCopiesDiffer() throws JsonProcessingException {
    Golden.assertMatches("ami-permissions.txt", machine().run("ami", "permissions").out());
    JsonNode document =
        new ObjectMapper().readTree(machine().run("ami", "permissions", "-o", "json").out());

    assertThat(document.at("/public").asInt()).isEqualTo(1);
    assertThat(document.at("/images/2/lacks/0").asText()).isEqualTo("public");
    assertThat(document.at("/images/0/snapshots/0").asText()).isEqualTo("111122223333");
  }

  @Test
  void readsTheReceiversOfACommunityFromAFile() {
    machine()
        .file("home/.kiln/communities/lab.txt", "# partners\n111122223333\n" + ORGANIZATION + "\n")
        .run("ami", "share", "gromacs", "--community", "lab");

    assertThat(script.shareRequest().orElseThrow().grantees())
        .containsExactly(FRIEND, new Grantee(ORGANIZATION));
  }
}
