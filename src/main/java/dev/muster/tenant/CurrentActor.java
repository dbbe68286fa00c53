package dev.muster.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who this request acts as: set once by the door that checked the credential. Identity providers are no actors. */
@RequestScoped
public class CurrentActor {

    private Actor actor;

    public void act(Actor as) {
        actor = as;
    }

    Optional<Actor> peek() {
        return Optional.ofNullable(actor);
    }
}
