package dev.kiln.model.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateLintTest {
  private static List<Diagnostic> lint(String script) {
    String text = "name: a\nsetup_script: |\n  " + script.replace("\n", "\n  ") + "\n";
    return TemplateLint.of(new TemplateSource("t.yaml", text));
  }

  private static void found(String script, String message) {
    assertThat(lint(script)).as(script).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo \"alice:password123\" | chpasswd",
        "echo 'alice:secret' | sudo chpasswd",
        "chpasswd <<< alice:secret",
        "useradd -m -p secret123 alice",
        "echo secret | passwd --stdin alice",
      })
  void literalPasswordsOfAccounts(String script) {
    found(script, "a literal password is set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export DB_PASSWORD=hunter22",
        "api_key: abcdef123",
        "mysql --password=hunter22",
        "AWS_SECRET_ACCESS_KEY=\"abcdefgh\"",
      })
  void literalSecrets(String script) {
    found(script, "a literal secret stands here");
  }

  @Test
  void keysAndAddressesWithPasswords() {
    found("aws configure set x AKIAABCDEFGHIJKLMNOP", "an AWS access key id stands here");
    found("echo '-----BEGIN OPENSSH PRIVATE KEY-----'", "a private key stands here");
    found("curl -u alice:hunter2 https://example.org", "a literal password stands here");
    found("git clone https://alice:hunter2@example.org/x", "an address with a literal password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -fsSL https://example.org/install.sh | bash",
        "wget -qO- https://example.org/x | sudo -E sh -s -- -y",
        "curl https://example.org/x \\\n  | python3 -",
        "bash <(curl -s https://example.org/x)",
        "sh -c \"$(curl -fsSL https://example.org/x)\"",
      })
  void downloadsThatAreRunUnseen(String script) {
    found(script, "a download is run without a look at what came");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apt-get install git",
        "apt-get update -y && apt-get install git",
        "DEBIAN_FRONTEND=noninteractive apt install git",
        "if true; then apt-get upgrade; fi",
        "dnf install git",
        "conda install numpy",
        "add-apt-repository ppa:x/y",
      })
  void questionsThatNobodyAnswers(String script) {
    found(script, "nobody is there to answer");
  }

  @Test
  void keysForAllRepositoriesAndOpenDoors() {
    found("apt-key adv --recv-keys ABC", "apt-key is gone");
    found("chmod -R 777 /srv", "everybody may write there");
    found("chmod a+rwx /srv", "everybody may write there");
    found("curl -k https://example.org -o x", "the server's certificate is not checked");
  }

  @Test
  void scriptsThatGoOnAfterAFailure() {
    found(
        "#!/bin/bash\nmake", "t.yaml:3:3: warning: the script goes on after a command that fails");
    found(
        "# a comment\n#!/bin/bash\nset -e",
        "t.yaml:4:3: warning: a shebang that is not on the first line");
  }

  @Test
  void hereDocumentsWithoutAnEnd() {
    found("cat > x <<EOF\nhello\n  EOF\nmake", "t.yaml:5:3: warning: 'EOF' is indented");
    found(
        "cat > x <<'EOF'\nhello\nmake",
        "t.yaml:3:3: warning: the here-document has no end: no line is just 'EOF'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apt-get -qy install git && apt-get install --yes cmake",
        "# apt-get install git",
        "echo ok # curl x | sh",
        "echo \"alice:$PASSWORD\" | chpasswd",
        "PASSWORD=$(aws ssm get-parameter --name x)",
        "PASSWORD=\"$1\"",
        "curl -fsSL https://example.org/x -o x && echo \"$SUM  x\" | sha256sum --check && sh x",
        "curl -fsSL https://example.org/x | tar xz",
        "chmod 1777 /srv\nchmod 755 /srv\nchmod g+w /srv\nchmod u+w,g+w /srv",
        "#!/bin/bash\nset -euo pipefail\nmake",
        "#!/bin/bash -e\nmake",
        "#!/usr/bin/env bash\nset -o errexit\nmake",
        "#!/usr/bin/python3\nprint(1)",
        "cat > x <<EOF\napt-get install git\nEOF\nmake",
        "cat > x <<-EOF\n\thello\n\tEOF\nmake",
        "cat <<< hello",
        "git clone https://example.org/a:b@c",
        "conda activate base",
      })
  void nothingIsSaidOfWhatIsWise(String script) {
    assertThat(lint(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test: none",
        "test: boot\nextends: base.yaml",
        "test: boot\nvalidation_tests: [{name: t, command: app, success: true}]",
      })
  void aBootTestWithChecksIsWise(String written) {
    assertThat(TemplateLint.of(new TemplateSource("t.yaml", "name: a\n" + written))).isEmpty();
  }

  @Test
  void aBootTestWithoutChecksShowsLittle() {
    assertThat(TemplateLint.of(new TemplateSource("t.yaml", "name: a\ntest: boot\n")))
        .singleElement()
        .asString()
        .contains("t.yaml:2:7", "shows only that the image boots");
  }

  @Test
  void looksIntoStepsAndFilesAndPointsAtTheLine() {
    String text =
        """
        name: a
        files:
          - path: /etc/app.conf
            content: |
              user = app
              password = hunter22
        build_steps:
          - name: one
            script: |
              make

              apt-get install git
        """;
    assertThat(TemplateLint.of(new TemplateSource("t.yaml", text)))
        .extracting(finding -> finding.position().toString())
        .containsExactly("t.yaml:6:7", "t.yaml:12:7");
  }
}
