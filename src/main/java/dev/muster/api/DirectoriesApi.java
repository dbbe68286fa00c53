package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.LabelTaken;
import dev.muster.directory.ScimAddresses;
import dev.muster.id.IdType;
import dev.muster.organization.DomainName;
import dev.muster.organization.Organizations;
import dev.muster.provider.ProviderType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories}: one customer's connection to its identity provider. */
@Path("/directories")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DirectoriesApi {

    private static final Map<String, ProviderType> TYPES = types();
    private static final Map<String, Directory.Deprovisioning> DEPROVISIONING =
            Map.of("suspend", Directory.Deprovisioning.SUSPEND, "delete", Directory.Deprovisioning.DELETE);
    private static final Map<String, Boolean> PAUSED = Map.of("paused", true, "linked", false);
    private static final String LABEL_RULE = "label must have 3 to 63 lower-case letters, digits and inner hyphens";

    private final Directories directories;
    private final DirectoryListing listing;
    private final DirectoryTokens tokens;
    private final Organizations organizations;
    private final Transactions transactions;
    private final ScimAddresses addresses;

    DirectoriesApi(
            Directories directories,
            DirectoryListing listing,
            DirectoryTokens tokens,
            Organizations organizations,
            Transactions transactions,
            ScimAddresses addresses) {
        this.directories = directories;
        this.listing = listing;
        this.tokens = tokens;
        this.organizations = organizations;
        this.transactions = transactions;
        this.addresses = addresses;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var window = parameters.window(IdType.DIRECTORY);
        var query = new DirectoryListing.Query(
                parameters.id("organization_id", IdType.ORGANIZATION),
                parameters.text("search").orElse(null),
                parameters.text("domain").orElse(null));
        return Page.of(transactions.read(() -> listing.list(query, window)).map(DirectoryView::of));
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        String organization = body.required("organization_id");
        var draft = draft(body, organization);
        body.check();
        return Answers.created(orLabelTaken(body, () -> transactions.call(() -> create(draft, organization))));
    }

    private ObjectNode create(Directories.Draft draft, String organization) {
        if (draft.organizationId() == null || !organizations.hold(draft.organizationId())) {
            throw ApiError.notFound("Organization", organization).exception();
        }
        Directory directory = directories.create(draft);
        var token = tokens.issue(directory, null).orElseThrow();
        return shown(new DirectoryListing.Counted(directory, 0, 0, 0))
                .put("bearer_token", token.secret().reveal());
    }

    private static Directories.Draft draft(Body body, String organization) {
        body.required("type");
        ProviderType type = body.word("type", TYPES);
        var deprovisioning = body.word("deprovisioning", DEPROVISIONING);
        return new Directories.Draft(
                IdType.ORGANIZATION.parse(organization).orElse(null),
                body.required("name"),
                type == null ? null : type.wireName(),
                label(body),
                domain(body),
                deprovisioning == null ? Directory.Deprovisioning.SUSPEND : deprovisioning);
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return transactions
                .read(() -> IdType.DIRECTORY.parse(id).flatMap(listing::get))
                .map(this::shown)
                .orElseThrow(() -> notFound(id));
    }

    @PATCH
    @Path("/{id}")
    public ObjectNode change(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        var change = new Directories.Change(
                body.has("name") ? body.required("name") : null,
                label(body),
                body.word("deprovisioning", DEPROVISIONING),
                body.word("state", PAUSED));
        body.check();
        Optional<UUID> known = IdType.DIRECTORY.parse(id);
        return orLabelTaken(
                        body,
                        () -> transactions.call(() -> known.flatMap(directory -> directories.change(directory, change))
                                .flatMap(directory -> listing.get(directory.id()))))
                .map(this::shown)
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id) {
        return transactions
                .call(() -> IdType.DIRECTORY.parse(id).filter(directories::delete))
                .map(deleted -> Answers.accepted())
                .orElseThrow(() -> notFound(id));
    }

    private ObjectNode shown(DirectoryListing.Counted counted) {
        return DirectoryView.of(counted).put("endpoint", addresses.of(counted.directory()));
    }

    private static String label(Body body) {
        return body.parsed("label", text -> Optional.of(text).filter(Directory::isLabel), LABEL_RULE);
    }

    private static String domain(Body body) {
        DomainName name = body.parsed("domain", DomainName::parse, "domain must be a domain name");
        return name == null ? null : name.text();
    }

    private static <T> T orLabelTaken(Body body, Supplier<T> write) {
        try {
            return write.get();
        } catch (LabelTaken e) {
            throw ApiError.of(409, "label_already_used", "The label '" + body.text("label") + "' is already in use.")
                    .exception();
        }
    }

    static ApiException notFound(String id) {
        return ApiError.notFound("Directory", id).exception();
    }

    private static Map<String, ProviderType> types() {
        var types = new LinkedHashMap<String, ProviderType>();
        Arrays.stream(ProviderType.values()).forEach(type -> types.put(type.wireName(), type));
        return types;
    }
}
