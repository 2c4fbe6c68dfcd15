package dev.kiln.model.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets. Everyone who may start an image can read it, and it stays readable long after the
 * script that wrote the secret is forgotten.
 *
 * @param finds the finding points at the whole match
 */
record SecretRule(Pattern finds, String message, String hint) {
  private static final String FETCH =
      "have the instance fetch it when it starts, from Secrets Manager or an SSM parameter";
  private static final String LITERAL = "(?![\"']?\\$)(?![\"']?[<{*])[\"']?[^\\s\"'$`|;&]{3,}";

  static final List<SecretRule> ALL =
      List.of(
          rule(
              "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
              "this is an AWS access key id",
              "use the instance profile instead, and deactivate the key now"),
          rule("-----BEGIN [A-Z ]*PRIVATE KEY-----", "this is a private key", FETCH),
          rule(
              "\\becho\\s+(?:-\\w+\\s+)*[\"']?[\\w.-]+:(?!\\$)[^\\s\"'$|]+[\"']?\\s*\\|\\s*(?:sudo\\s+)?chpasswd\\b",
              "this sets a literal password",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\bchpasswd\\b[^\\n]{0,200}<<<\\s*[\"']?[\\w.-]+:(?!\\$)\\S+",
              "this sets a literal password",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\becho\\s+(?:-\\w+\\s+)*"
                  + LITERAL
                  + "[\"']?\\s*\\|\\s*(?:sudo\\s+)?passwd\\s+--stdin",
              "this sets a literal password",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\b(?:useradd|usermod)\\b[^\\n;&|]{0,200}\\s(?:-p|--password)[ =]" + LITERAL,
              "this sets a literal password",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "(?i)\\b[\\w-]{0,64}(?:password|passwd|secret|api_?key|access_?key|auth_?token)\\b[\"']?\\s*(?:=|:\\s)\\s*"
                  + LITERAL,
              "this is a literal secret",
              FETCH),
          rule(
              "\\bcurl\\b[^\\n;|]{0,200}\\s(?:-u|--user)[ =]?[\"']?[\\w.@-]+:(?!\\$)[^\\s\"'$]+",
              "this is a literal password",
              FETCH),
          rule(
              "\\b[a-z][a-z0-9+.-]{0,20}://[\\w.%-]+:(?!\\$)[^\\s/@\"'$]+@",
              "this address contains a literal password", FETCH));

  private static SecretRule rule(String finds, String message, String hint) {
    return new SecretRule(Pattern.compile(finds), message, hint);
  }

  Matcher in(String text) {
    return finds.matcher(text);
  }
}
