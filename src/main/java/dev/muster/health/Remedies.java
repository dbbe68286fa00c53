package dev.muster.health;

import dev.muster.provider.ProviderType;

/** What to do, where the provider's console has it. */
final class Remedies {

    private Remedies() {}

    static String connect(ProviderType provider) {
        return switch (provider) {
            case ONELOGIN ->
                "In OneLogin open the app, Configuration: paste the endpoint as SCIM Base URL and the token as SCIM Bearer"
                        + " Token, press Enable under API Status, then Save.";
            case OKTA ->
                "In Okta open the app, Provisioning > Integration: paste the endpoint as Base URL and the token, press Test"
                        + " API Credentials, then Save.";
            case ENTRA ->
                "In Entra open the enterprise application, Provisioning > Admin credentials: paste the endpoint as Tenant URL"
                        + " and the token as Secret token, press Test connection, then Save.";
            default ->
                "In " + provider.displayName()
                        + " enter the endpoint and a token of this directory, test the connection and save.";
        };
    }

    static String startProvisioning(ProviderType provider) {
        return switch (provider) {
            case ONELOGIN ->
                "In OneLogin: Provisioning > Enable provisioning; Users tab > Pending > Approve, or take the admin approval"
                        + " off for Create, Update and Delete; assign users; More Actions > Sync logins.";
            case OKTA ->
                "In Okta: Provisioning > To App, enable Create Users, Update User Attributes and Deactivate Users; then"
                        + " assign people or groups to the app.";
            case ENTRA ->
                "In Entra: assign users and groups to the application and press Start provisioning. The first cycle can take"
                        + " 40 minutes to begin.";
            case JUMPCLOUD ->
                "In JumpCloud: bind a user group to the app and press Activate under Identity Management.";
            default -> "In " + provider.displayName() + ": switch provisioning on and assign people to the app.";
        };
    }

    static String sendGroups(ProviderType provider) {
        return switch (provider) {
            case ONELOGIN ->
                "In OneLogin: Parameters > Groups > Include in User Provisioning; Rules > Set Groups; then More Actions >"
                        + " Reapply entitlement mappings.";
            case OKTA -> "In Okta: Push Groups > Push Groups, choose the groups, and push them now.";
            case ENTRA ->
                "In Entra: Provisioning > Mappings, enable the mapping of groups, and assign groups to the application.";
            case JUMPCLOUD -> "In JumpCloud: switch Group Management on for the app, and bind groups to it.";
            default -> "In " + provider.displayName() + ": include groups in what is provisioned.";
        };
    }

    static String sendMembers(ProviderType provider) {
        return switch (provider) {
            case OKTA ->
                "In Okta: assign the members to the app as well; Push Groups sends only members who are assigned. Then"
                        + " push the group now.";
            case ENTRA ->
                "In Entra: look at the provisioning log of the group for refused changes, correct them, and press Restart"
                        + " provisioning.";
            case ONELOGIN ->
                "In OneLogin: see that the rule gives its people this group, then More Actions > Reapply entitlement"
                        + " mappings.";
            default ->
                "In " + provider.displayName() + ": see that the members are assigned to the app, and push again.";
        };
    }

    static String deactivate(ProviderType provider) {
        return switch (provider) {
            case ONELOGIN ->
                "In OneLogin: Provisioning > When users are deleted, choose Suspend or Delete, not Do nothing.";
            case OKTA -> "In Okta: Provisioning > To App, tick Deactivate Users.";
            case CYBERARK -> "In CyberArk: Provisioning, do not choose Do not de-provision.";
            default ->
                "In " + provider.displayName()
                        + ": see that people who leave, or lose the app, are deactivated or deleted here.";
        };
    }

    static String retry(ProviderType provider) {
        return switch (provider) {
            case ENTRA -> "Correct what the failed requests name, then press Restart provisioning in Entra.";
            case OKTA -> "Correct what the failed requests name, then press Retry selected under Dashboard > Tasks.";
            case ONELOGIN -> "Correct what the failed requests name, then press Retry in the app's Users tab.";
            default -> "Correct what the failed requests name; the log of requests has each.";
        };
    }
}
