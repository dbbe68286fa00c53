package dev.muster.scim;

import dev.muster.scim.schema.ResourceType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Queries across users and groups at the base URL (RFC 7644 sections 3.4.2.1 and 3.4.3). */
@ApplicationScoped
class ScimSearch {

    private final Pages pages;
    private final List<ResourceSet<?>> sets;

    ScimSearch(Pages pages, UserSet users, GroupSet groups) {
        this.pages = pages;
        this.sets = List.of(users, groups);
    }

    Answer list(Call call) {
        return answer(call, type -> Query.of(type, call.query()));
    }

    Answer search(Call call) {
        return answer(call, type -> Query.of(type, call.body()));
    }

    private Answer answer(Call call, Function<ResourceType, Query> query) {
        return pages.answer(call.caller(), query, sets);
    }
}
