//! People answer a mail as they answer any mail, and it becomes what they would have written on the page; mails that come
//! back stop mail to where nobody is.

use std::sync::Arc;

use domain::{
    incoming::{Fate, Unfit},
    ops::{self, Caller, Taken},
    policy::{Actor, AdminPermit},
    store::{
        Tx,
        incoming::{self, Kept},
    },
};
use futures::future::join_all;
use notifier::inbound::{Inbox, Mail as Arrived, quarantine::NotDelivered};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp, house},
    browser::Browser,
    counter::signed_in,
    post::{self, Mail},
};

on_both! {
    async fn a_question_is_answered_by_mail(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let question = mail_to(&post::deliver(&app).await, "ana");
        let text = "De 2019 a 2024.\r\n\r\nAna\r\n\r\nEl lun, 23 nov 2026, Ventanilla <datos@example.org> escribió:\r\n> ¿De qué años?\r\n> key=secreto\r\n";
        let taken = receive(&app, &reply("ana", text), to(&question)).await;
        assert_eq!(taken, Taken::In(Fate::Answer));
        let event = app.events(&it).await.pop().unwrap();
        assert_eq!((event["action"].as_str(), event["actor"]["role"].as_str()), (Some("reply"), Some("requester")));
        let mut page = Browser::new();
        page.visit(&app, &format!("/requests/{it}")).await;
        page.sees("De 2019 a 2024.");
        page.misses("secreto");
        page.misses("escribió:");
        assert_eq!(app.show("anonymous", &it).await["status"], "under_review");
        // Lia hears of it, and answers on the page: her mails carry no token.
        let told = mail_to(&post::deliver(&app).await, "lia");
        assert_eq!(told.reply_to, None);
        assert!(!told.text.contains("Podés contestar este correo"), "{}", told.text);
        // What comes after the question is answered is a comment.
        let more = reply("ana", "Y por hospital, si se puede.").replace("<m1@", "<m2@");
        assert_eq!(receive(&app, &more, to(&question)).await, Taken::In(Fate::Comment));
        page.visit(&app, &format!("/requests/{it}")).await;
        page.sees("Y por hospital, si se puede.");
    }

    async fn whoever_supports_comments_by_mail_and_answers_nothing(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "sol");
        assert!(letter.text.contains("Podés contestar este correo: lo que escribas se publica"), "{}", letter.text);
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        // From an address in capitals, by a mail server that writes addresses in capitals.
        let mail = reply("sol", "A mí me sirve desde 2020.").replace("sol@example.org", "SOL@EXAMPLE.ORG");
        assert_eq!(receive(&app, &mail, &to(&letter).to_uppercase()).await, Taken::In(Fate::Comment));
        assert_eq!(app.show("anonymous", &it).await["status"], "needs_info");
        let comments = comments(&app, &it).await;
        assert_eq!(comments, [("A mí me sirve desde 2020.".to_owned(), "sol".to_owned())]);
    }

    async fn a_mail_that_is_brought_many_times_is_taken_in_once(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        let mail = reply("ana", "Gracias.");
        let brought = join_all((0..100).map(|_| receive(&app, &mail, to(&letter)))).await;
        assert_eq!(brought.iter().filter(|taken| **taken == Taken::In(Fate::Comment)).count(), 1);
        assert_eq!(brought.iter().filter(|taken| **taken == Taken::Again).count(), 99);
        assert_eq!(comments(&app, &it).await.len(), 1);
        // The identifier of another's mail swallows nothing.
        let letters = post::deliver(&app).await;
        assert!(letters.is_empty(), "no mail leaves for a comment by the requester: {letters:?}");
        app.act("lia", &it, json!({"action": "inform", "message": "Falta poco."})).await;
        let other = mail_to(&post::deliver(&app).await, "sol");
        assert_eq!(receive(&app, &reply("sol", "¡Bien!"), to(&other)).await, Taken::In(Fate::Comment));
        assert_eq!(comments(&app, &it).await.len(), 2);
    }

    async fn from_another_address_it_waits_for_staff(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let question = mail_to(&post::deliver(&app).await, "ana");
        let mail = reply("ana", "De 2019 a 2024.").replace("ana@example.org", "ana@trabajo.example");
        assert_eq!(receive(&app, &mail, to(&question)).await, Taken::In(Fate::Quarantine));
        assert_eq!(app.show("anonymous", &it).await["status"], "needs_info");
        let [kept] = kept(&app).await.try_into().unwrap();
        assert_eq!((kept.why, kept.sender.as_str()), (Unfit::OtherSender, "a***@trabajo.example"));
        let inbox = inbox(&app);
        let opened = inbox.open(kept.id).await.unwrap();
        assert_eq!(opened.bytes, mail.as_bytes());
        assert_eq!(opened.recipient.as_deref(), Some(to(&question)));
        let caller = caller(&app);
        let delivered = inbox.redeliver(&caller, admin(), kept.id, None).await.unwrap();
        assert_eq!(delivered, Taken::In(Fate::Answer));
        assert_eq!(app.events(&it).await.pop().unwrap()["actor"]["role"], "requester");
        assert!(matches!(inbox.redeliver(&caller, admin(), kept.id, None).await, Err(NotDelivered::Nothing)));
        assert!(self::kept(&app).await.is_empty());
        assert_eq!(receive(&app, &mail, to(&question)).await, Taken::Again);
    }

    async fn mail_without_a_token_is_delivered_as_staff_says_or_thrown_away(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        let mail = reply("ana", "Sobre mi pedido: gracias.");
        assert_eq!(receive(&app, &mail, "datos@example.org").await, Taken::In(Fate::Quarantine));
        let spam = reply("spam", "Compre ya").replace("<m1@", "<m2@");
        assert_eq!(receive(&app, &spam, "responder@example.org").await, Taken::In(Fate::Quarantine));
        let [newest, oldest] = kept(&app).await.try_into().unwrap();
        assert_eq!((newest.why, oldest.why), (Unfit::NoToken, Unfit::NoToken));
        let (inbox, now) = (inbox(&app), caller(&app));
        assert!(matches!(inbox.redeliver(&now, admin(), oldest.id, None).await, Err(NotDelivered::NoToken)));
        let named = |who: &str| Some((crate::app::email(who), it.parse().unwrap()));
        let staff = inbox.redeliver(&now, admin(), oldest.id, named("lia")).await;
        assert!(matches!(staff, Err(NotDelivered::Unfit(Unfit::Staff))), "{staff:?}");
        assert_eq!(inbox.redeliver(&now, admin(), oldest.id, named("ana")).await.unwrap(), Taken::In(Fate::Comment));
        assert_eq!(comments(&app, &it).await, [("Sobre mi pedido: gracias.".to_owned(), "ana".to_owned())]);
        for there in [true, false] {
            let now = now.clone();
            let dropped = async move |tx: &Tx| ops::drop_mail(tx, &now, &admin(), newest.id).await;
            assert_eq!(app.state.db.write(dropped).await.unwrap(), there);
        }
        assert!(kept(&app).await.is_empty());
        // What nobody looks at is gone after a month.
        let mail = mail.replace("<m1@", "<m3@");
        receive(&app, &mail, "datos@example.org").await;
        for (day, left) in [("2026-12-19T12:00:00Z", 1), ("2026-12-21T12:00:00Z", 0)] {
            app.at(day);
            let now = app.state.clock.now();
            app.state.db.write(async move |tx: &Tx| Ok::<_, domain::store::WriteError>(incoming::forget_old(tx, now).await?)).await.unwrap();
            assert_eq!(kept(&app).await.len(), left, "{day}");
        }
    }

    async fn files_wait_for_staff_and_the_words_do_not(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        let mail = with_body("ana", "Content-Type: multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVa la planilla.\r\n--b\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\na,b\r\n--b--\r\n");
        assert_eq!(receive(&app, &mail, to(&letter)).await, Taken::In(Fate::Comment));
        assert_eq!(comments(&app, &it).await[0].0, "Va la planilla.");
        let [kept] = kept(&app).await.try_into().unwrap();
        assert_eq!(kept.why, Unfit::Attachments);
        let inbox = inbox(&app);
        assert_eq!(inbox.open(kept.id).await.unwrap().bytes, mail.as_bytes());
        assert!(matches!(inbox.redeliver(&caller(&app), admin(), kept.id, None).await, Err(NotDelivered::IsIn)));
        assert_eq!(comments(&app, &it).await.len(), 1);
    }

    async fn a_late_reply_follows_its_request_into_another(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        let target = app.file("leo").await;
        app.act("caro", &it, json!({"action": "merge", "into": target, "message": "Es lo mismo."})).await;
        assert_eq!(receive(&app, &reply("ana", "De acuerdo."), to(&letter)).await, Taken::In(Fate::Comment));
        assert_eq!(comments(&app, &target).await, [("De acuerdo.".to_owned(), "ana".to_owned())]);
    }

    async fn an_address_where_nobody_is_hears_no_more_until_it_is_proved_again(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        let inform = async |message: &str| {
            app.act("lia", &it, json!({"action": "inform", "message": message})).await;
            post::deliver(&app).await
        };
        let mut at_home = signed_in(&app, "ana").await;
        let mut returned = Vec::new();
        for (round, letters) in [inform("Estamos en eso.").await, inform("Falta poco.").await].into_iter().enumerate() {
            let letter = mail_to(&letters, "ana");
            assert!(letter.comes_back_to.starts_with("bounce+"), "{letter:?}");
            let report = report(&format!("r{round}"), "failed", "5.1.1");
            assert_eq!(receive(&app, &report, &letter.comes_back_to).await, Taken::In(Fate::Bounce));
            returned.push((report, letter));
        }
        let letters = inform("Casi.").await;
        assert!(!letters.iter().any(|mail| mail.to == "ana@example.org"), "she is not written to: {letters:?}");
        assert!(letters.iter().any(|mail| mail.to == "sol@example.org"), "others are");
        let came_back = "Lo que mandamos a ana@example.org volvió sin llegar";
        at_home.visit(&app, "/me").await;
        at_home.sees(came_back);
        // She has mended her mailbox and proves it: that is how she comes back.
        at_home.press(&app, "Mandar un correo de prueba", &[]).await;
        let proof = mail_to(&post::deliver(&app).await, "ana").link("/sign-in?token=");
        at_home.visit(&app, &proof).await;
        at_home.press(&app, "Ingresar", &[]).await;
        assert_eq!(at_home.path(), "/me");
        at_home.misses(came_back);
        mail_to(&inform("Ya está.").await, "ana");
        // An old report that comes again says nothing new.
        let (again, old) = &returned[0];
        assert_eq!(receive(&app, again, &old.comes_back_to).await, Taken::Again);
    }

    async fn mails_that_are_late_or_turned_away_once_change_nothing(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        let back = &letter.comes_back_to;
        for (number, action, status, fate) in [
            ("r1", "delayed", "4.4.1", Fate::Ignored),
            ("r2", "delivered", "2.0.0", Fate::Ignored),
            ("r3", "failed", "5.1.1", Fate::Bounce),
            // The same mail cannot come back twice.
            ("r4", "failed", "5.1.1", Fate::Bounce),
        ] {
            assert_eq!(receive(&app, &report(number, action, status), back).await, Taken::In(fate), "{status}");
        }
        // Neither "I am on holiday" nor words of a mail server nor somebody's guess is a report.
        let holiday = with_header("ana", "Auto-Submitted: auto-replied", "De vacaciones").replace("<m1@", "<h1@");
        assert_eq!(receive(&app, &holiday, back).await, Taken::In(Fate::Ignored));
        let words = reply("mailer-daemon", "Undeliverable").replace("<m1@", "<h2@");
        assert_eq!(receive(&app, &words, back).await, Taken::In(Fate::Quarantine));
        let token = back["bounce+".len()..].split('@').next().unwrap();
        let last = if token.ends_with('q') { "a" } else { "q" };
        let guessed = format!("bounce+{}{last}@example.org", &token[..token.len() - 1]);
        let forged = report("r5", "failed", "5.1.1");
        assert_eq!(receive(&app, &forged, &guessed).await, Taken::In(Fate::Quarantine));
        app.act("lia", &it, json!({"action": "inform", "message": "Falta poco."})).await;
        mail_to(&post::deliver(&app).await, "ana");
    }
}

/// A request of `ana` in the hands of `lia`, which `sol` supports, to hear at once; all that was to be told is told.
pub async fn begin(app: &TestApp, db: &TestDatabase) -> String {
    let it = app.file("ana").await;
    let path = format!("/api/v1/requests/{it}/support");
    assert_eq!(app.by("sol").put(&path, json!({})).await.status, 200);
    testkit::execute(db, "update follow set cadence = 'at_once'").await;
    let assign = json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"});
    app.act("caro", &it, assign).await;
    post::deliver(app).await;
    it
}

/// The one mail to somebody.
#[track_caller]
pub fn mail_to(mails: &[Mail], who: &str) -> Mail {
    let address = format!("{who}@example.org");
    let mut own = mails.iter().filter(|mail| mail.to == address);
    let mail = own
        .next()
        .unwrap_or_else(|| panic!("no mail to {who} among {mails:#?}"));
    assert!(own.next().is_none(), "more than one mail to {who}");
    mail.clone()
}

/// Where an answer to a mail goes.
pub fn to(mail: &Mail) -> &str {
    mail.reply_to
        .as_deref()
        .unwrap_or_else(|| panic!("no Reply-To in {mail:?}"))
}

pub fn reply(who: &str, text: &str) -> String {
    with_header(who, "Auto-Submitted: no", text)
}

pub fn with_header(who: &str, header: &str, text: &str) -> String {
    with_body(
        who,
        &format!("{header}\r\nContent-Type: text/plain; charset=utf-8"),
        &format!("{text}\r\n"),
    )
}

pub fn with_body(who: &str, headers: &str, body: &str) -> String {
    format!(
        "Return-Path: <{who}@example.org>\r\nFrom: {who} <{who}@example.org>\r\nTo: Ventanilla <datos@example.org>\r\n\
         Message-ID: <m1@correo.example>\r\nSubject: Re: su pedido\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{body}"
    )
}

/// What a mail server says of a mail of ours.
pub fn report(number: &str, action: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nMessage-ID: <{number}@mx.example>\r\nAuto-Submitted: auto-replied\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; ana@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
}

pub fn inbox(app: &TestApp) -> Inbox {
    Inbox::new(app.state.db.clone(), &house(Arc::clone(&app.state.engine)), true).unwrap()
}

/// Whoever is at the command line.
const fn admin() -> AdminPermit {
    AdminPermit::at_the_machine()
}

/// Whoever brings mail is nobody.
pub fn caller(app: &TestApp) -> Caller {
    Caller {
        actor: Actor::Visitor,
        ..app.caller()
    }
}

pub async fn receive(app: &TestApp, mail: &str, recipient: &str) -> Taken {
    let arrived = Arrived {
        bytes: mail.as_bytes(),
        size: mail.len() as u64,
        recipient: Some(recipient),
    };
    inbox(app).receive(&caller(app), arrived).await.unwrap()
}

pub async fn kept(app: &TestApp) -> Vec<Kept> {
    incoming::list(&app.state.db.read(), None, 100).await.unwrap()
}

/// Everybody's comments, and whose they are.
pub async fn comments(app: &TestApp, reference: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1/requests/{reference}/comments?limit=100");
    let answer = app.anonymous().get(&path).await.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let items = answer["items"].as_array().unwrap().iter();
    items
        .map(|comment| (text(&comment["text"]), text(&comment["author"]["name"])))
        .collect()
}
