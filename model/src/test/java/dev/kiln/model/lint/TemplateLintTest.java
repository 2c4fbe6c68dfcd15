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
    found(script, "this sets a literal password");
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
    found(script, "this is a literal secret");
  }

  @Test
  void keysAndAddressesWithPasswords() {
    found("aws configure set x AKIAABCDEFGHIJKLMNOP", "this is an AWS access key id");
    found("echo '-----BEGIN OPENSSH PRIVATE KEY-----'", "this is a private key");
    found("curl -u alice:hunter2 https://example.org", "this is a literal password");
    found(
        "git clone https://alice:hunter2@example.org/x",
        "this address contains a literal password");
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
  void downloadsThatRunUnchecked(String script) {
    found(script, "this runs a download without checking it");
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
  void questionsThatNoOneAnswers(String script) {
    found(script, "no one can answer");
  }

  @Test
  void aptKeysAndWorldWritableFilesAndUncheckedCertificates() {
    found("apt-key adv --recv-keys ABC", "have no apt-key");
    found("chmod -R 777 /srv", "every user can write to it");
    found("chmod a+rwx /srv", "every user can write to it");
    found("curl -k https://example.org -o x", "this does not check the server's certificate");
  }

  @Test
  void scriptsThatContinueAfterAFailure() {
    found("#!/bin/bash\nmake", "t.yaml:3:3: warning: the script continues after a failed command");
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
  void acceptsWiseScripts(String script) {
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
