package dev.kiln.model.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what should be nobody's but its owner's. An image is read by everyone who may start it, and
 * it stays readable when the script that wrote the secret is long forgotten.
 *
 * @param finds the whole match is what is pointed at
 */
record SecretRule(Pattern finds, String message, String hint) {
  private static final String FETCH =
      "have the instance fetch it when it starts, from Secrets Manager or an SSM parameter";
  private static final String LITERAL = "(?![\"']?\\$)(?![\"']?[<{*])[\"']?[^\\s\"'$`|;&]{3,}";

  static final List<SecretRule> ALL =
      List.of(
          rule(
              "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
              "an AWS access key id stands here",
              "use the instance profile instead, and make the key invalid now"),
          rule("-----BEGIN [A-Z ]*PRIVATE KEY-----", "a private key stands here", FETCH),
          rule(
              "\\becho\\s+(?:-\\w+\\s+)*[\"']?[\\w.-]+:(?!\\$)[^\\s\"'$|]+[\"']?\\s*\\|\\s*(?:sudo\\s+)?chpasswd\\b",
              "a literal password is set",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\bchpasswd\\b[^\\n]{0,200}<<<\\s*[\"']?[\\w.-]+:(?!\\$)\\S+",
              "a literal password is set",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\becho\\s+(?:-\\w+\\s+)*"
                  + LITERAL
                  + "[\"']?\\s*\\|\\s*(?:sudo\\s+)?passwd\\s+--stdin",
              "a literal password is set",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "\\b(?:useradd|usermod)\\b[^\\n;&|]{0,200}\\s(?:-p|--password)[ =]" + LITERAL,
              "a literal password is set",
              "let users log in with SSH keys, or " + FETCH),
          rule(
              "(?i)\\b[\\w-]{0,64}(?:password|passwd|secret|api_?key|access_?key|auth_?token)\\b[\"']?\\s*(?:=|:\\s)\\s*"
                  + LITERAL,
              "a literal secret stands here",
              FETCH),
          rule(
              "\\bcurl\\b[^\\n;|]{0,200}\\s(?:-u|--user)[ =]?[\"']?[\\w.@-]+:(?!\\$)[^\\s\"'$]+",
              "a literal password stands here",
              FETCH),
          rule(
              "\\b[a-z][a-z0-9+.-]{0,20}://[\\w.%-]+:(?!\\$)[^\\s/@\"'$]+@",
              "an address with a literal password stands here", FETCH));

  private static SecretRule rule(String finds, String message, String hint) {
    return new SecretRule(Pattern.compile(finds), message, hint);
  }

  Matcher in(String text) {
    return finds.matcher(text);
  }
}
