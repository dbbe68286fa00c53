package dev.muster.vault;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The sealer under the operator's master keys. */
@Singleton
final class ConfiguredSealer {

    @Produces
    @Singleton
    Sealer sealer(@ConfigProperty(name = "muster.master-key") String masterKeys) {
        return new Sealer(MasterKeys.parse(masterKeys));
    }
}
