package dev.muster.dashboard;

import dev.muster.page.FreshSecrets;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Fresh secrets on their way to the visitor's next page. */
@ApplicationScoped
class ShownOnce {

    private final FreshSecrets secrets;
    private final Visitor visitor;

    ShownOnce(FreshSecrets secrets, Visitor visitor) {
        this.secrets = secrets;
        this.visitor = visitor;
    }

    /** @param owner what the secret belongs to */
    NewCookie keep(UUID owner, Secret secret) {
        return secrets.keep(visitor.session().id(), owner, secret);
    }

    NewCookie forget() {
        return secrets.forget();
    }

    /** The secret of this owner, if it is on its way in this session. */
    Optional<Secret> of(UUID owner, Map<String, Cookie> sent) {
        return secrets.of(visitor.session().id(), owner, sent);
    }
}
