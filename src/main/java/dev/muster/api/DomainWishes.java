package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.organization.DomainName;
import dev.muster.organization.DomainWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads which domains an organization shall have: {@code domain_data}, or the older {@code domains}. */
final class DomainWishes {

    private static final Map<String, DomainWish.Proof> PROOFS =
            Map.of("pending", DomainWish.Proof.DNS, "verified", DomainWish.Proof.DEVELOPER);

    private DomainWishes() {}

    /** Null when the body does not speak of domains. */
    static List<DomainWish> of(Body body) {
        if (!body.given("domain_data") && !body.given("domains")) {
            return null;
        }
        var wishes = new ArrayList<DomainWish>();
        for (JsonNode item : body.list("domain_data")) {
            DomainWish.Proof proof = PROOFS.get(item.path("state").asText());
            if (proof == null) {
                body.complain("domain_data", "state must be one of: pending, verified");
            }
            add(wishes, body, "domain_data", item.path("domain").asText(), proof);
        }
        body.list("domains").forEach(item -> add(wishes, body, "domains", item.asText(), DomainWish.Proof.NOBODY));
        return wishes;
    }

    static DomainName name(Body body, String field, String text) {
        DomainName name = DomainName.parse(text).orElse(null);
        if (name == null) {
            body.complain(field, "'" + text + "' is not a domain name");
        } else if (name.consumer()) {
            body.complain(field, "'" + text + "' is a consumer domain, which no organization can own");
        }
        return name;
    }

    private static void add(List<DomainWish> wishes, Body body, String field, String text, DomainWish.Proof proof) {
        wishes.add(new DomainWish(name(body, field, text), proof));
    }
}
