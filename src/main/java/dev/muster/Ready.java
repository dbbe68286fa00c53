package dev.muster;

import dev.muster.local.Console;
import dev.muster.tenant.ApiKeys;
import dev.muster.tenant.FirstAdministrator;
import dev.muster.tenant.FirstEnvironment;
import dev.muster.vault.Secret;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what the very first start needs, and says to the person who started it what to do next. */
@ApplicationScoped
class Ready {
    private final FirstEnvironment firstEnvironment;
    private final FirstAdministrator firstAdministrator;
    private final String publicUrl;
    private final Optional<String> chosenKey;
    private final Optional<FirstAdministrator.Account> chosenAccount;
    private final String dataPlace;

    private volatile Optional<ApiKeys.Issued> firstKey = Optional.empty();
    private volatile Optional<Secret> signInLink = Optional.empty();

    Ready(
            FirstEnvironment firstEnvironment,
            FirstAdministrator firstAdministrator,
            @ConfigProperty(name = "muster.public-url") String publicUrl,
            @ConfigProperty(name = "muster.api-key") Optional<String> chosenKey,
            @ConfigProperty(name = "muster.admin-email") Optional<String> adminEmail,
            @ConfigProperty(name = "muster.admin-password") Optional<String> adminPassword,
            @ConfigProperty(name = "muster.data-place", defaultValue = "the database of MUSTER_DATABASE_URL")
                    String dataPlace) {
        this.firstEnvironment = firstEnvironment;
        this.firstAdministrator = firstAdministrator;
        this.publicUrl = publicUrl;
        this.chosenKey = chosenKey;
        this.chosenAccount = adminEmail.flatMap(
                email -> adminPassword.map(password -> new FirstAdministrator.Account(email, new Secret(password))));
        this.dataPlace = dataPlace;
    }

    void prepare(@Observes StartupEvent started) {
        firstKey = firstEnvironment.create(chosenKey.map(Secret::new));
        signInLink = firstAdministrator.prepare(chosenAccount);
    }

    /** Only once the port is open: until then the start can still fail. */
    void announce(@ObservesAsync HttpServerStart open) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            Console.print(lines());
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Muster is ready.");
        lines.add("");
        lines.add("Dashboard  " + publicUrl + "/dashboard");
        signInLink.ifPresent(
                link -> lines.add("Sign in    " + publicUrl + "/dashboard/sign-in/" + link.reveal() + "  (once)"));
        firstKey.ifPresent(key -> lines.add("API key    " + shown(key)));
        lines.add("Data       " + dataPlace);
        return lines;
    }

    /** The operator's own key is known to the operator, and has no business in a log. */
    private String shown(ApiKeys.Issued key) {
        return chosenKey.isPresent()
                ? "the one of MUSTER_API_KEY"
                : key.secret().reveal() + "  (shown only now)";
    }
}
