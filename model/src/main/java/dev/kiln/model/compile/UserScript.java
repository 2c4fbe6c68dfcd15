package dev.kiln.model.compile;

import dev.kiln.model.template.UserAccount;
import java.util.List;
import java.util.stream.Collectors;

/** Creates accounts. */
final class UserScript {
  private UserScript() {}

  static String of(List<UserAccount> users) {
    String calls = users.stream().map(UserScript::calls).collect(Collectors.joining());
    return Bash.script(Bash.resource("users.sh"), calls);
  }

  private static String calls(UserAccount user) {
    StringBuilder calls = new StringBuilder();
    String name = Bash.quote(user.name());
    calls.append(
        "make_user %s %s %s %s\n"
            .formatted(
                name,
                Bash.quote(user.uid().map(String::valueOf).orElse("")),
                Bash.quote(user.gid().map(String::valueOf).orElse("")),
                Bash.quote(user.shell())));
    for (String group : user.groups()) {
      calls.append("join_group %s %s\n".formatted(name, Bash.quote(group)));
    }
    for (String key : user.authorizedKeys()) {
      calls.append("authorize %s %s\n".formatted(name, Bash.quote(key.strip())));
    }
    return calls.toString();
  }
}
