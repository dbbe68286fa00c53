package dev.muster.health;

import static dev.muster.health.Finding.Code.INVALID_DATA;
import static dev.muster.health.Finding.Code.NAME_CONFLICT;
import static dev.muster.health.Finding.Code.PAUSED_TRAFFIC;
import static dev.muster.health.Finding.Code.SERVER_ERROR;
import static dev.muster.health.Finding.Code.TOKEN_REJECTED;
import static dev.muster.health.Finding.Code.UNKNOWN_RESOURCE;
import static dev.muster.health.Finding.Code.WRONG_ADDRESS;
import static dev.muster.health.Finding.Code.WRONG_CONNECTOR;

import dev.muster.provider.ProviderType;
import dev.muster.requestlog.LoggedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a refused request most probably means, and what to do about it.
 *
 * @param code   the kind of finding such requests lead to
 * @param remedy in the words of the provider
 */
public record Explanation(Finding.Code code, String cause, String remedy) {

    private static final Pattern RESOURCE = Pattern.compile("/(Users|Groups|Schemas|ResourceTypes)/[^/]+");
    private static final Pattern DISCOVERY = Pattern.compile("/(ServiceProviderConfig|Schemas|ResourceTypes)(/.*)?");
    private static final String OLD_VERSION = "SCIM 1.1";

    /** Empty where nothing is wrong, as with a look-up of nobody, and where the answer itself says all there is to say. */
    public static Optional<Explanation> of(LoggedRequest request, ProviderType provider) {
        return Optional.ofNullable(
                switch (request.status()) {
                    case 400 -> isOld(request) ? wrongConnector() : invalidData(provider);
                    case 401 -> tokenRejected(provider);
                    case 403 -> DISCOVERY.matcher(request.path()).matches() ? null : paused();
                    case 404 -> notFound(request, provider);
                    case 409 -> nameConflict();
                    case 501 -> null;
                    default -> request.status() >= 500 ? serverError() : null;
                });
    }

    private static boolean isOld(LoggedRequest request) {
        return Objects.toString(request.detail(), "").contains(OLD_VERSION);
    }

    private static Explanation notFound(LoggedRequest request, ProviderType provider) {
        if (!RESOURCE.matcher(request.path()).matches()) {
            return wrongAddress();
        }
        boolean harmless = request.reads() || request.method().equals("DELETE");
        return harmless ? null : unknownResource(provider);
    }

    private static Explanation tokenRejected(ProviderType provider) {
        return new Explanation(
                TOKEN_REJECTED,
                "The token was revoked, has expired, was cut off when it was copied, or belongs to another directory.",
                "Generate a token here and paste it. " + Remedies.connect(provider));
    }

    private static Explanation wrongAddress() {
        return new Explanation(
                WRONG_ADDRESS,
                "The base URL was pasted with an ending, such as /Users or a second /v2.",
                "Paste the endpoint exactly as it is shown here, without anything behind it.");
    }

    private static Explanation wrongConnector() {
        return new Explanation(
                WRONG_CONNECTOR,
                "The provider's app is one for SCIM 1.1; Muster speaks 2.0.",
                "Choose the SCIM 2.0 app. In OneLogin it is called SCIM Provisioner with SAML (SCIM V2 Enterprise).");
    }

    private static Explanation nameConflict() {
        return new Explanation(
                NAME_CONFLICT,
                "Two people or groups there have the same name, or one here is a left-over.",
                "Give one of them another name there, or have the other one removed here if it is a left-over.");
    }

    private static Explanation invalidData(ProviderType provider) {
        return new Explanation(
                INVALID_DATA,
                "An attribute is mapped to something that it cannot hold.",
                "Correct the value, or the mapping of the attribute, in " + provider.displayName()
                        + "; the request shows what was sent.");
    }

    private static Explanation unknownResource(ProviderType provider) {
        return new Explanation(
                UNKNOWN_RESOURCE,
                provider.displayName() + " remembers somebody who was deleted here, or in an earlier directory.",
                "Take the person or group off the app there and assign it again, so that it is created anew.");
    }

    private static Explanation paused() {
        return new Explanation(
                PAUSED_TRAFFIC,
                "The application's team has paused the directory. What the provider sends meanwhile is lost until it sends"
                        + " it again.",
                "Have the directory resumed, then start a full synchronization at the provider.");
    }

    private static Explanation serverError() {
        return new Explanation(
                SERVER_ERROR,
                "Muster or its database was not available, or has a defect.",
                "The provider tries again by itself. If it goes on, Muster's log has the reason.");
    }
}
