//! The demo: its mails are there to be looked at, its visitors walk in by links that go on working, and no other
//! installation has either.

use std::{fs, path::Path};

use axum::http::Method;
use domain::{
    locale::Locale,
    person::{Email, Role},
    store::people,
};
use notifier::{
    message::samples,
    mime::{self, Letter, MessageId, Sender},
};
use testkit::{TestDatabase, on_both};
use web::DemoPerson;

use crate::app::{Answer, TestApp};

const NOW: &str = "2026-11-20T12:00:00Z";
const SECRET: &str = "a-secret-of-the-demo";

/// A mail of ours, put where the demo's mails are.
fn put(app: &TestApp, folder: &Path, row: u32, (sample, to, at): (&str, &str, &str)) {
    let (_, message) = samples(Locale::EsAr)
        .into_iter()
        .find(|(name, _)| name.starts_with(sample))
        .unwrap();
    let mail = message.render(&app.state.engine).unwrap();
    let letter = Letter {
        from: &Sender::parse("Ventanilla <v@example.org>").unwrap(),
        reply_to: None,
        to_name: Some(to),
        to: &format!("{to}@example.org"),
        at: at.parse().unwrap(),
        id: &MessageId::new(&format!("PD-2026-000123.o{row}"), "example.org"),
        root: None,
        language: "es-AR",
        unsubscribe: None,
        list: None,
        subject: &mail.subject,
        text: &mail.text,
        html: &mail.html,
        signer: None,
    };
    fs::create_dir_all(folder).unwrap();
    let bytes = mime::build(&letter).unwrap();
    fs::write(folder.join(format!("{row:09}.{}.eml", message.kind())), bytes).unwrap();
}

async fn open(app: &mut TestApp, mailbox: &Path) -> bool {
    let email = Email::parse("lia@example.org").unwrap();
    let lia = people::find(&app.state.db.read(), &email).await.unwrap().unwrap();
    let guest = DemoPerson {
        person: lia.id,
        email,
        role: Role::Liaison,
        name: "Lía".into(),
        secret: SECRET.into(),
    };
    app.state.second_factor = false;
    let opened = app.state.open_demo(vec![guest], mailbox.to_owned());
    app.at(NOW);
    opened
}

/// Presses the button of the page of a sign-in link, in a browser of its own.
async fn press(app: &TestApp, token: &str) -> Answer {
    let page = app.anonymous().get(&format!("/sign-in?token={token}")).await;
    let cookie = page.header("set-cookie").split(';').next().unwrap().to_owned();
    let field = |name: &str| {
        let rest = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
        rest.split('"').next().map(str::to_owned)
    };
    let form = format!(
        "_csrf={}&token={token}&idempotency_key={}",
        field("_csrf").unwrap(),
        field("idempotency_key").unwrap_or_default()
    );
    let client = app.anonymous().with("cookie", &cookie);
    let client = client.with("content-type", "application/x-www-form-urlencoded");
    client.send(Method::POST, "/sign-in", Some(form)).await
}

on_both! {
    async fn its_mails_are_there_to_be_looked_at(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = tempfile::tempdir().unwrap();
        let mailbox = folder.path().join("mail");
        for path in ["/mailbox", "/mailbox/000000001.question", "/mailbox/000000001.question/html"] {
            assert_eq!(app.anonymous().get(path).await.status, 404, "{path} is there without a demo");
        }
        assert!(open(&mut app, &mailbox).await);
        assert!(app.anonymous().get("/mailbox").await.text.contains("Todavía no se envió ningún correo"));
        put(&app, &mailbox, 1, ("answered-published-requester", "ana", "2026-11-18T12:00:00Z"));
        put(&app, &mailbox, 2, ("sign_in", "lia", "2026-11-19T12:00:00Z"));
        let list = app.anonymous().get("/mailbox").await;
        assert_eq!(list.header("cache-control"), "private, no-store");
        for shown in ["2 correos", "Pauta oficial por medio", ">ana (1)<", ">lia (1)<", "hace 2 días"] {
            assert!(list.text.contains(shown), "{shown} in {}", list.text);
        }
        let place = |name: &str| list.text.find(&format!("/mailbox/{name}")).unwrap();
        assert!(place("000000002.sign_in") < place("000000001.answered"), "the newest comes first");
        let hers = app.anonymous().get("/mailbox?to=ana%40example.org&lang=en").await;
        assert_eq!(hers.header("cache-control"), "private, no-store");
        assert!(hers.text.contains("1 mail for ana") && !hers.text.contains("000000002"), "{}", hers.text);

        let page = app.anonymous().get("/mailbox/000000001.answered").await;
        for shown in ["<dt>Message-ID</dt><dd>&lt;PD-2026-000123.o1@example.org&gt;</dd>", "<pre class=\"mail-text\">", "sandbox=\"allow-popups "] {
            assert!(page.text.contains(shown), "{shown} in {}", page.text);
        }
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));
        assert_eq!((page.header("x-frame-options"), page.header("cache-control")), ("DENY", "private, no-store"));
        let mail = app.anonymous().get("/mailbox/000000001.answered/html").await;
        assert!(mail.text.contains("<head><base target=\"_top\">") && mail.text.contains("Publicamos las órdenes"));
        let policy = mail.header("content-security-policy");
        assert!(policy.contains("; sandbox allow-popups ") && policy.contains("frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("script") && !policy.contains("same-origin"), "{policy}");
        assert_eq!((mail.header("x-frame-options"), mail.header("cache-control")), ("SAMEORIGIN", "private, no-store"));
        for path in ["/mailbox/none", "/mailbox/..%2F..%2Fsecret", "/mailbox/.hidden", "/mailbox/none/html"] {
            assert_eq!(app.anonymous().get(path).await.status, 404, "{path}");
        }
        for path in ["/", "/requests", "/nothing"] {
            let page = app.anonymous().get(path).await;
            assert!(page.text.contains("Demostración: nada de esto es real.") && page.text.contains("href=\"/mailbox\""), "{path}");
        }
    }

    async fn its_links_let_their_person_in_as_often_as_they_like(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = tempfile::tempdir().unwrap();
        assert!(open(&mut app, folder.path()).await);
        let offer = app.anonymous().get("/sign-in").await;
        assert!(offer.text.contains("¿Quién querés ser?") && offer.text.contains(&format!("/sign-in?token={SECRET}")));
        let mut sessions = Vec::new();
        for _ in 0..2 {
            let entered = press(&app, SECRET).await;
            assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/desk"), "{}", entered.text);
            sessions.push(entered.header("set-cookie").split(';').next().unwrap().to_owned());
        }
        assert_ne!(sessions[0], sessions[1]);
        for session in &sessions {
            let page = app.anonymous().with("cookie", session).get("/about").await;
            assert!(page.text.contains(">lia<"), "both are in: {}", page.text);
        }
        let wrong = app.anonymous().get("/sign-in?token=a-secret-of-the-dem").await;
        assert!(!wrong.text.contains("name=\"token\""));
    }

    async fn nothing_of_it_is_there_where_others_can_reach_us(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let folder = tempfile::tempdir().unwrap();
        put(&app, folder.path(), 1, ("sign_in", "lia", NOW));
        assert!(open(&mut app, folder.path()).await);
        for opened_before in [true, false] {
            app.state.base = "https://datos.example.org".parse().unwrap();
            assert!(opened_before || !open(&mut app, folder.path()).await);
            app.at(NOW);
            let get = |path: &'static str| app.anonymous().with("host", "datos.example.org").get(path);
            assert_eq!(get("/mailbox").await.status, 404);
            assert!(!get("/").await.text.contains("/mailbox"));
            assert!(!get("/sign-in").await.text.contains(SECRET));
            let page = get("/sign-in?token=a-secret-of-the-demo").await;
            assert!(!page.text.contains("name=\"token\""), "{}", page.text);
        }
    }
}
