package dev.muster.scim;

import dev.muster.directory.DirectoryAccess;
import dev.muster.provider.ProviderType;
import dev.muster.scim.patch.PatchRules;

/**
 * Who calls: a provider, in its directory.
 *
 * @param types of resources, with the schemas declared for the directory
 * @param base  the directory's SCIM base URL, without a slash at its end
 */
record Caller(DirectoryAccess directory, ProviderType provider, ResourceTypes types, String base) {

    static Caller of(DirectoryAccess directory, ResourceTypes types, String publicUrl) {
        String key = directory.label() != null ? directory.label() : directory.externalKey();
        ProviderType provider = ProviderType.named(directory.type()).orElse(ProviderType.GENERIC);
        return new Caller(directory, provider, types, publicUrl + "/scim/v2/" + key);
    }

    PatchRules patchRules() {
        return new PatchRules(provider.replaceCreatesEntry());
    }
}
