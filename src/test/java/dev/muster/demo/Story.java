package dev.muster.demo;

import static dev.muster.demo.Arrival.membership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Some weeks of Acme, a customer with OneLogin, in a minute. */
final class Story {

    /** What the application wants to hear of. */
    private static final List<String> EVENTS = List.of(
            "dsync.activated",
            "dsync.user.created",
            "dsync.user.updated",
            "dsync.user.deleted",
            "dsync.group.created",
            "dsync.group.deleted",
            "dsync.group.user_added",
            "dsync.group.user_removed");

    private static final String ENGINEERING = "Engineering";
    private static final String SALES = "Sales";
    private static final String CONTRACTORS = "Contractors";

    private static final Person ANN = Person.of("Ann", "Berg", "Engineer", ENGINEERING);
    private static final Person BO = Person.of("Bo", "Lind", "Engineer", ENGINEERING);
    private static final Person CARLA = Person.of("Carla", "Mendes", "Account executive", SALES);
    private static final Person DEV = Person.of("Dev", "Rao", "", "");

    private final Stage stage;
    private final Application application;
    private final Application.Directory acme;
    private final OneLogin oneLogin;

    private Story(Stage stage, Application application, Application.Directory acme) {
        this.stage = stage;
        this.application = application;
        this.acme = acme;
        this.oneLogin = new OneLogin(stage, new Speaker("OneLogin", application.scim(acme), acme.token()));
    }

    /** The first act: the application knows its customer, and asks for webhooks. */
    static Story begin(Stage stage, Application application, Receiver receiver) {
        stage.act(
                "Acme becomes a customer of yours.",
                "Your application makes an organization and a directory, and says where it wants its webhooks.");
        Application.Directory acme = application.signUp("Acme");
        application.subscribe(receiver, EVENTS);
        return new Story(stage, application, acme);
    }

    Application.Directory acme() {
        return acme;
    }

    /** The rest. @throws DemoFailed at the first thing that comes out differently */
    void play() {
        connected();
        assigned();
        syncedAgain();
        changed();
        moved();
        suspended();
        taken();
        revived();
        left();
    }

    private void connected() {
        stage.act(
                "Acme's administrator pastes endpoint and token into OneLogin and presses Enable.",
                "OneLogin looks for somebody who cannot exist: an empty list says that all is well. Then it reads",
                "the groups that rules may give; there are none yet.");
        oneLogin.testConnection("dsync.activated Acme OneLogin");
        oneLogin.readGroups();
    }

    private void assigned() {
        stage.act(
                "Four people are assigned. A rule gives each the group that is named like their role.",
                "For each OneLogin looks whether the account is there, creates it, and puts it into the group.");
        arrives(ANN, ENGINEERING);
        arrives(BO, ENGINEERING);
        arrives(CARLA, SALES);
        arrives(DEV, CONTRACTORS);
    }

    private void arrives(Person person, String role) {
        oneLogin.lookUp(person);
        oneLogin.create(person, created(person));
        if (!oneLogin.knows(role)) {
            oneLogin.createGroup(role, "dsync.group.created " + role);
        }
        oneLogin.add(person, role, added(person, role));
    }

    private void syncedAgain() {
        stage.act(
                "More Actions > Sync logins, then Reapply entitlement mappings.",
                "OneLogin sends what it has sent before. Your application is left in peace.");
        oneLogin.lookUp(ANN);
        oneLogin.update(ANN, "all as before");
        oneLogin.add(ANN, ENGINEERING);
    }

    private void changed() {
        stage.act("Ann marries and is promoted.", "OneLogin sends all of Ann again; the webhook says what is new.");
        oneLogin.update(ANN.renamed("Berg-Olsen", "Team lead"), "another name and title", updated(ANN));
    }

    private void moved() {
        stage.act("Carla moves from Sales to Engineering.", "Another role, so another group.");
        oneLogin.update(CARLA.moved(ENGINEERING), "another department", updated(CARLA));
        oneLogin.add(CARLA, ENGINEERING, added(CARLA, ENGINEERING));
        oneLogin.remove(CARLA, SALES, removed(CARLA, SALES));
    }

    private void suspended() {
        stage.act(
                "Bo is suspended for a while, and comes back.",
                "Inactive is not gone: same id, same groups. This is when your application ends sessions.");
        oneLogin.update(BO.suspended(), "active: \"false\"", updated(BO));
        oneLogin.lookUp(BO);
        oneLogin.update(BO, "active: \"true\"", updated(BO));
    }

    private void taken() {
        stage.act(
                "The role Contractors is taken off the app.",
                "OneLogin does not tell that a group is gone. It only suspends Dev, who had the app by that role.",
                "Muster notices what is left over, and your application, or you in the dashboard, removes it.");
        oneLogin.update(DEV.suspended(), "active: \"false\"", updated(DEV));
        JsonNode finding = application.finding(acme, "stale_group");
        stage.quote(
                finding.path("title").asText() + ": " + finding.path("evidence").asText());
        application.deleteGroup(
                finding.path("subject").path("id").asText(),
                CONTRACTORS,
                removed(DEV, CONTRACTORS),
                "dsync.group.deleted " + CONTRACTORS);
    }

    private void revived() {
        stage.act(
                "The role comes back after all.",
                "OneLogin still writes to the id that it remembers. Muster brings the group back under that id, where a 404",
                "would leave Dev without it.");
        oneLogin.update(DEV, "active: \"true\"", updated(DEV));
        oneLogin.add(DEV, CONTRACTORS, "dsync.group.created " + CONTRACTORS, added(DEV, CONTRACTORS));
    }

    private void left() {
        stage.act(
                "Carla leaves Acme, and is hired again.",
                "When users are deleted in OneLogin: Delete. Whoever comes back is somebody new, with a new id.");
        oneLogin.delete(CARLA, "dsync.user.deleted " + CARLA.email());
        oneLogin.lookUp(CARLA);
        oneLogin.create(CARLA.moved(ENGINEERING), created(CARLA));
        oneLogin.add(CARLA, ENGINEERING, added(CARLA, ENGINEERING));
    }

    private static String created(Person person) {
        return "dsync.user.created " + person.email();
    }

    private static String updated(Person person) {
        return "dsync.user.updated " + person.email();
    }

    private static String added(Person person, String role) {
        return "dsync.group.user_added " + membership(person.email(), role);
    }

    private static String removed(Person person, String role) {
        return "dsync.group.user_removed " + membership(person.email(), role);
    }
}
