package dev.kiln.model.template;

import dev.kiln.model.source.Located;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The account that a workstation tool makes for whoever starts an instance. In an image it is one
 * account, because nobody has started the instance yet.
 */
record ResearchUser(Located<UserAccount> account) {
  private static final String PRESET_NAME = "research";

  /** The account that a template asks for, if it does. */
  static Optional<ResearchUser> of(Section top) {
    Section section = top.section("research_user");
    if (top.at("research_user").isEmpty()
        || section.flag("auto_create").equals(Optional.of(false))) {
      return Optional.empty();
    }
    UserAccount account =
        new UserAccount(
            section.string("name").orElse(PRESET_NAME),
            Optional.empty(),
            Optional.empty(),
            section.strings("default_groups"),
            section.string("default_shell").orElse(UserAccount.DEFAULT_SHELL),
            List.of());
    return Optional.of(new ResearchUser(new Located<>(section.at(), account)));
  }

  /** Adds the account, or only its groups if the template lists an account of that name, too. */
  void joinTo(List<Located<UserAccount>> users) {
    for (int i = 0; i < users.size(); i++) {
      UserAccount listed = users.get(i).value();
      if (listed.name().equals(account.value().name())) {
        Set<String> groups = new LinkedHashSet<>(listed.groups());
        groups.addAll(account.value().groups());
        UserAccount joined = listed.with().groups(List.copyOf(groups)).build();
        users.set(i, new Located<>(users.get(i).at(), joined));
        return;
      }
    }
    users.add(account);
  }
}
