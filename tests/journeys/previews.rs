//! What the desk shows before an action is sent is what then leaves: the same kinds of mail, to as many people, in the
//! same words; and looking changes nothing.

use domain::{
    audience::MailKind,
    ops::{self, Act, Caller, Error, Expects},
    preview::PreviewedMail,
    store::{Tx, idempotency, outbox::OutboxMark},
};
use notifier::preview::preview;
use serde_json::json;
use testkit::{Engine, TestDatabase, on_both};

use self::desk::{Desk, REQUESTER, acting, with_message};
use crate::app::{CULTURE, HEALTH, house};

mod desk;

on_both! {
    async fn what_is_shown_is_what_leaves(db: TestDatabase) {
        let desk = Desk::open(&db).await;
        let answer = json!({"outcome": "published", "evidence": {"url": "https://data.example.org/compras"}});
        let (it, other) = (desk.file().await, desk.file().await);

        desk.step("caro", &it, "assign", json!({"area": HEALTH}), &["assigned requester 1", "desk_assigned area_liaison 2"]).await;
        desk.step("lia", &it, "assign", json!({"area": HEALTH, "person": "lucho@example.org"}), &["desk_assigned assignee 1"]).await;
        desk.step("lia", &it, "extend", json!({}), &["extended requester 1"]).await;
        desk.step("lia", &it, "ask", json!({}), &["question requester 1"]).await;
        desk.step("caro", &it, "reply", json!({}), &["replied assignee 1"]).await;
        desk.step("lia", &it, "plan", json!({"promised_on": "2027-02-01"}), &["planned requester 1", "planned supporter 1+1", "planned follower 1+1"]).await;
        desk.step("lia", &it, "plan", json!({"promised_on": "2027-03-01"}), &["redated requester 1", "redated supporter 1+1", "redated follower 1+1"]).await;
        desk.step("caro", &it, "assign", json!({"area": CULTURE}), &["assigned requester 1", "desk_assigned area_liaison 1"]).await;
        desk.step("mar", &it, "start", json!({}), &["started requester 1", "started supporter 1+1", "started follower 1+1"]).await;
        desk.step("mar", &it, "inform", json!({}), &["informed requester 1", "informed supporter 1+1", "informed follower 1+1"]).await;
        desk.step("mar", &it, "answer", answer.clone(), &["answered requester 1", "answered supporter 1+1", "answered follower 1+1"]).await;
        desk.step("mar", &it, "answer", answer.clone(), &["corrected requester 1", "corrected supporter 1+1", "corrected follower 1+1"]).await;
        desk.app.act(REQUESTER, &it, with_message("confirm", json!({"verdict": "yes"}))).await;
        desk.leave().await;
        // Who hears of it for one reason does not hear of it again for another.
        let follow = format!("/api/v1/requests/{it}/follow");
        desk.app.by("mar").put(&follow, json!({})).await;
        desk.hears("'mar'", "at_once").await;
        desk.step("caro", &it, "reopen", json!({}), &["reopened requester 1", "reopened area_liaison 1", "reopened supporter 1+1", "reopened follower 1+1"]).await;
        desk.app.by("mar").delete(&follow).await;
        desk.step("caro", &it, "edit", json!({"title": "Compras de medicamentos por hospital"}), &["edited requester 1", "edited supporter 1+1", "edited follower 1+1"]).await;
        desk.step("caro", &it, "redact", json!({"target": "body", "text": "medicamentos", "reason": "datos personales"}), &["redacted requester 1"]).await;
        desk.step("caro", &it, "hide", json!({"reason": "personal_data"}), &["hidden requester 1"]).await;
        // Of what is hidden nothing leaves but to coordinators: none of them follows it.
        desk.step("caro", &it, "edit", json!({"title": "Compras de insumos por hospital"}), &[]).await;
        desk.step("caro", &it, "unhide", json!({}), &["unhidden requester 1"]).await;
        desk.step("caro", &other, "merge", json!({"into": it}), &["merged requester 1", "merged_in area_liaison 1", "merged supporter 1+1", "merged follower 1+1"]).await;
        desk.step("caro", &other, "unmerge", json!({}), &["unmerged requester 1"]).await;
        desk.step("caro", &other, "split", json!({"areas": [HEALTH, CULTURE]}), &["split requester 1", "desk_assigned area_liaison 3"]).await;
    }

    async fn what_would_be_refused_is_refused_alike(db: TestDatabase) {
        let desk = Desk::open(&db).await;
        let it = desk.file().await;
        desk.app.act("caro", &it, with_message("assign", json!({"area": HEALTH}))).await;
        desk.app.act("caro", &it, with_message("hide", json!({"reason": "spam"}))).await;
        let hidden = it;
        let it = desk.file().await;
        desk.app.act("caro", &it, with_message("assign", json!({"area": HEALTH}))).await;
        let cases = [
            ("lia", &it, "ask", json!({"message": ""}), Expects::Any),
            ("lia", &it, "plan", json!({"promised_on": "2020-01-01"}), Expects::Any),
            ("lia", &it, "answer", json!({"outcome": "published", "evidence": {"ground": "no"}}), Expects::Any),
            ("lia", &it, "assign", json!({"area": "nowhere"}), Expects::Any),
            ("caro", &it, "assign", json!({"area": HEALTH, "person": "mar@example.org"}), Expects::Any),
            ("caro", &it, "merge", json!({"into": it}), Expects::Any),
            ("caro", &it, "split", json!({"areas": [HEALTH]}), Expects::Any),
            ("lia", &it, "hide", json!({"reason": "spam"}), Expects::Any),
            ("mar", &it, "start", json!({}), Expects::Any),
            ("lia", &it, "reopen", json!({}), Expects::Any),
            ("caro", &it, "reopen", json!({}), Expects::Any),
            ("lia", &it, "start", json!({}), Expects::Nothing),
            ("lia", &it, "start", json!({}), Expects::Version(1)),
            ("lia", &hidden, "start", json!({}), Expects::Any),
            ("caro", &hidden, "start", json!({}), Expects::Any),
        ];
        let before = desk.everything().await;
        for (who, reference, action, fields, expects) in cases {
            let act = Act { expects, ..acting(reference, action, fields) };
            let shown = desk.preview(desk.caller(who).await, act.clone()).await.unwrap_err();
            let done = desk.act(desk.caller(who).await, act).await.unwrap_err();
            assert_eq!(format!("{shown:?}"), format!("{done:?}"));
        }
        assert_eq!(desk.everything().await, before);
    }

    async fn looking_is_no_call_that_may_be_repeated(db: TestDatabase) {
        let desk = Desk::open(&db).await;
        let it = desk.file().await;
        let caller = Caller {
            key: Some(idempotency::Key {
                scope: "session:1".into(),
                key_hash: "k".into(),
                op: format!("act {it}"),
                input_hash: "i".into(),
            }),
            ..desk.caller("caro").await
        };
        let act = acting(&it, "assign", json!({"area": HEALTH}));
        for _ in 0..2 {
            assert_eq!(desk.preview(caller.clone(), act.clone()).await.unwrap().mails.len(), 2);
        }
        desk.act(caller.clone(), act.clone()).await.unwrap();
        assert_eq!(desk.app.show("caro", &it).await["status"], "under_review");
        // The key is used up by now, which says nothing about another look: the area has it already, nobody new is told.
        let again = desk.preview(caller, act).await.unwrap();
        assert_eq!(kinds(&again.mails), [MailKind::DeskAssigned]);
    }

    async fn mail_of_others_is_not_shown(db: TestDatabase) {
        // On SQLite nobody writes meanwhile.
        if db.engine() != Engine::Postgres {
            return;
        }
        let desk = Desk::open(&db).await;
        let (it, busy) = (desk.file().await, desk.file().await);
        let (caller, house) = (desk.caller("caro").await, house(desk.app.state.engine.clone()));
        let (db, now) = (desk.app.state.db.clone(), desk.app.state.clock.now());
        let shown = desk.app.state.db.write(async move |tx: &Tx| {
            let since = OutboxMark::take(tx).await?;
            let (by, act) = (caller.clone(), acting(&busy, "assign", json!({"area": HEALTH})));
            db.write(async move |tx: &Tx| ops::act(tx, &by, act).await).await?;
            ops::act(tx, &caller, acting(&it, "extend", json!({}))).await?;
            Ok::<_, Error>(preview(tx, &house, since, now).await?)
        });
        assert_eq!(kinds(&shown.await.unwrap().mails), [MailKind::Extended]);
    }
}

fn kinds(mails: &[PreviewedMail]) -> Vec<MailKind> {
    mails.iter().map(|mail| mail.kind).collect()
}
