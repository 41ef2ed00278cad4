//! Links in mail: for one person, one request and one matter, open until that matter is over, and no sign-in.

use domain::{
    action::Draft,
    action_link::{ActionLink, LinkAction},
    data_request::DataRequest,
    event::EventKind,
    ops::{self, Act, Error, Expects, OpenLink, OpenedLink, open_link},
    person::Role,
    policy::{Actor, AdminPermit},
    reference::Reference,
    secret::InstanceKey,
    status::{ActionKind, HideReason},
    store::{Tx, events, people},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::house::{House, KEY, email, object};

const HEALTH: &str = "ministerio-de-salud";

on_both! {
    async fn a_verdict_link_lives_until_the_verdict(database: TestDatabase) {
        let town = Town::open(&database).await;
        let link = town.link("ana", LinkAction::Verdict, 1).await;
        assert!(!town.opens(&link).await, "nothing is answered yet");
        town.answer().await;
        let opened = town.open_as(&link, town.it).await.unwrap();
        assert!(opened.is_open);
        assert_eq!((opened.request.reference, opened.actor.person()), (town.it, town.ana.person()));
        town.answer().await;
        assert!(town.opens(&link).await, "a correction asks for the verdict anew");
        town.act(&opened.actor, "dispute", json!({"message": "Falta 2025."})).await;
        assert!(!town.opens(&link).await, "the round is over");
        town.answer().await;
        assert!(!town.opens(&link).await, "the next answer has a link of its own");
        let next = town.link("ana", LinkAction::Verdict, 2).await;
        assert!(town.opens(&next).await);
        town.act(&town.ana, "confirm", json!({"verdict": "yes"})).await;
        assert!(!town.opens(&next).await);
    }

    async fn a_reply_link_lives_until_that_question_is_over(database: TestDatabase) {
        let town = Town::open(&database).await;
        let first = town.ask().await;
        assert!(town.opens(&first).await);
        town.act(&town.lia, "plan", json!({"promised_on": "2027-02-01"})).await;
        assert!(!town.opens(&first).await, "the plan withdrew the question");
        let second = town.ask().await;
        assert!(!town.opens(&first).await, "that was another question");
        assert!(town.opens(&second).await);
        town.act(&town.ana, "reply", json!({})).await;
        assert!(!town.opens(&second).await);
    }

    async fn stopping_to_follow_is_always_possible(database: TestDatabase) {
        let town = Town::open(&database).await;
        let link = town.link("leo", LinkAction::Unfollow, 0).await;
        assert!(town.opens(&link).await);
        town.answer().await;
        town.act(&town.ana, "confirm", json!({"verdict": "yes"})).await;
        assert!(town.opens(&link).await);
    }

    async fn nobody_else_is_let_in(database: TestDatabase) {
        let town = Town::open(&database).await;
        town.answer().await;
        let own = town.link("ana", LinkAction::Verdict, 1).await;
        let not_found = |opened: Result<OpenedLink, Error>| matches!(opened, Err(Error::NotFound));
        // Another request, another use, another installation, somebody who made it up.
        let other = town.house.file(&town.ana, json!({"body": "Necesito las altas y bajas de personal por mes."})).await;
        assert!(not_found(town.open_as(&own, other).await));
        let input = OpenLink { reference: town.it, action: LinkAction::Reply, token: &own.token(&KEY) };
        assert!(not_found(open_link(&town.house.db.read(), input, &KEY).await));
        let input = OpenLink { reference: town.it, action: LinkAction::Verdict, token: &own.token(&InstanceKey::new([9; 32])) };
        assert!(not_found(open_link(&town.house.db.read(), input, &KEY).await));
        // Only the requester judges.
        assert!(!town.opens(&town.link("leo", LinkAction::Verdict, 1).await).await);
        // A closed account has no links any more.
        let caller = town.house.caller(Actor::Visitor);
        town.house.write(async move |tx: &Tx| ops::disable_person(tx, &caller, &AdminPermit::at_the_machine(), &email("ana@example.org")).await).await.unwrap();
        assert!(not_found(town.open_as(&own, town.it).await));
    }

    async fn what_was_sent_before_a_restore_fits_nothing_that_came_after(database: TestDatabase) {
        let town = Town::open(&database).await;
        town.answer().await;
        let own = town.link("ana", LinkAction::Verdict, 1).await;
        assert!(town.opens(&own).await);
        // The same numbers, given again to another request and to somebody else.
        let earlier = |at: Timestamp| at - SignedDuration::from_secs(1);
        let request = ActionLink { request_since: earlier(own.request_since), ..own };
        let person = ActionLink { person_since: earlier(own.person_since), ..own };
        for link in [request, person] {
            assert!(matches!(town.open_as(&link, town.it).await, Err(Error::NotFound)));
        }
    }

    async fn what_is_hidden_is_gone_for_links_too(database: TestDatabase) {
        let town = Town::open(&database).await;
        let caro = town.house.person("caro@example.org", Role::Coordinator, &[]).await;
        town.answer().await;
        let link = town.link("ana", LinkAction::Verdict, 1).await;
        town.act(&caro, "hide", json!({"reason": "mistake"})).await;
        let opened = town.open_as(&link, town.it).await;
        assert!(matches!(opened, Err(Error::Hidden(_, HideReason::Mistake))));
        town.act(&caro, "unhide", json!({})).await;
        assert!(town.opens(&link).await);
    }
}

/// A request of `ana` in the hands of `lia`; `leo` only looks on.
struct Town {
    house: House,
    ana: Actor,
    lia: Actor,
    it: Reference,
}

impl Town {
    async fn open(database: &TestDatabase) -> Self {
        let house = House::open(database).await;
        let ana = house.person("ana@example.org", Role::Person, &[]).await;
        house.person("leo@example.org", Role::Person, &[]).await;
        let lia = house.person("lia@example.org", Role::Liaison, &[HEALTH]).await;
        let fields = json!({"body": "Necesito las compras de medicamentos por hospital.", "area": HEALTH});
        let it = house.file(&ana, fields).await;
        let town = Self { house, ana, lia, it };
        town.act(&town.lia, "assign", json!({"area": HEALTH})).await;
        town
    }

    async fn act(&self, actor: &Actor, action: &str, fields: Value) {
        let mut fields = object(fields);
        fields.entry("message").or_insert("Lo explicamos acá.".into());
        let act = Act {
            reference: self.it,
            draft: Draft::new(ActionKind::parse(action).unwrap(), fields),
            expects: Expects::Any,
        };
        let caller = self.house.caller(actor.clone());
        self.house
            .write(async move |tx: &Tx| ops::act(tx, &caller, act).await)
            .await
            .unwrap();
    }

    async fn answer(&self) {
        self.act(&self.lia, "answer", json!({"outcome": "not_held"}))
            .await;
    }

    /// Asks; gives the link in the mail about it.
    async fn ask(&self) -> ActionLink {
        self.act(&self.lia, "ask", json!({})).await;
        let question = events::last_of(&self.house.db.read(), self.request().await.id, EventKind::Ask).await;
        self.link("ana", LinkAction::Reply, question.unwrap().unwrap().0)
            .await
    }

    async fn request(&self) -> DataRequest {
        self.house.find(self.it).await
    }

    async fn link(&self, name: &str, action: LinkAction, mark: i64) -> ActionLink {
        let address = email(&format!("{name}@example.org"));
        let person = people::find(&self.house.db.read(), &address)
            .await
            .unwrap()
            .unwrap();
        let request = self.request().await;
        ActionLink {
            person: person.id,
            person_since: person.created_at,
            request: request.id,
            request_since: request.created_at,
            action,
            mark,
        }
    }

    async fn open_as(&self, link: &ActionLink, reference: Reference) -> Result<OpenedLink, Error> {
        let input = OpenLink {
            reference,
            action: link.action,
            token: &link.token(&KEY),
        };
        open_link(&self.house.db.read(), input, &KEY).await
    }

    async fn opens(&self, link: &ActionLink) -> bool {
        self.open_as(link, self.it).await.unwrap().is_open
    }
}
