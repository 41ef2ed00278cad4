//! What is kept about somebody, in their own hands: taken away, and erased without a trace.

use std::path::Path;

use domain::{
    import::{self, Vocabulary},
    incoming::Fate,
    locale::Locale,
    ops::{self, Caller, EnterRow, KeepEntry, Taken},
    person::Email,
    policy::{self, Actor, EntryPermit, Signed},
    store::{Tx, people},
};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
    replies::{receive, reply},
};

/// A word that is nowhere but where somebody wrote who they are.
const CANARY: &str = "canariozzz";

/// Everything the database holds, as text, but for what is sealed.
pub async fn dump(db: &TestDatabase) -> String {
    let folder = tempfile::tempdir().unwrap();
    domain::store::backup::dump(db.url(), folder.path())
        .await
        .unwrap();
    read_all(folder.path())
}

fn read_all(folder: &Path) -> String {
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.is_file())
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// Somebody who leaves something of themselves everywhere.
async fn lives_here(app: &mut TestApp) -> (Browser, String, String) {
    let who = CANARY;
    app.person(who, domain::person::Role::Person, &[]).await;
    let own = app.file_with(who, json!({"title": "Sueldos por escuela"})).await;
    let other = app.file("ana").await;
    let path = |what: &str| format!("/api/v1/requests/{other}/{what}");
    app.by(who)
        .put(
            &path("support"),
            json!({"text": format!("Soy {CANARY} y lo necesito"), "sector": "academia"}),
        )
        .await;
    app.by(who).put(&path("follow"), json!({})).await;
    app.by(who)
        .post(&path("comments"), json!({"text": "Yo también los busqué."}))
        .await;
    let mut browser = signed_in(app, who).await;
    browser
        .visit(app, &format!("/me/searches?keep=1&q={CANARY}"))
        .await;
    browser.press(app, "Guardar la búsqueda", &[]).await;
    browser.visit(app, &format!("/requests/{other}/report")).await;
    browser
        .press(
            app,
            "Enviar la denuncia",
            &[("reason", "spam"), ("message", &format!("Soy {CANARY}"))],
        )
        .await;
    // Something begun without signing in, whose code never came back.
    let mut again = Browser::new();
    again.visit(app, "/requests/new").await;
    let body = format!("Otro dato que pido yo, {CANARY}, para mi tesis.");
    again
        .press(
            app,
            "Enviar pedido",
            &[("body", &body), ("email", &format!("{CANARY}@example.org"))],
        )
        .await;
    if again.has_button("Lo mío es otra cosa: enviar pedido") {
        again.press(app, "Lo mío es otra cosa: enviar pedido", &[]).await;
    }
    again.sees("Mandamos un código");
    // A mail that says nothing of itself waits for staff, under an address and nobody's name.
    let lost = reply(who, "Hola").replace("<m1@", "<lost@");
    assert_eq!(
        receive(app, &lost, "datos@example.org").await,
        Taken::In(Fate::Quarantine)
    );
    is_named_at_a_meeting(app).await;
    // Mail about them waits for others, and mail to them waits too.
    app.act("caro", &own, json!({"action": "assign", "area": HEALTH}))
        .await;
    (browser, own, other)
}

/// Staff comes from a meeting with their name in a table.
async fn is_named_at_a_meeting(app: &TestApp) {
    let body = "Las obras de cada escuela, con sus montos y sus fechas.";
    let source = format!("pedido;asistentes\n{body};Soy {CANARY} <{CANARY}@example.org>");
    let (caller, permit) = (app.caller(), as_caro(app).await);
    let actor = Actor::Person(permit.1.clone());
    let table = import::meeting(&source, &Vocabulary::default()).unwrap();
    let voiced = table.rows[0].result.clone().unwrap();
    let kept = KeepEntry {
        meeting: "Mesa de obras".to_owned(),
        held_on: "2026-11-19".parse().unwrap(),
        source,
    };
    let caller = Caller { actor, ..caller };
    let done = app.state.db.write(async move |tx: &Tx| {
        let entry = ops::keep_entry(tx, &caller, &permit.0, kept.clone()).await?;
        let row = EnterRow {
            entry,
            line: 2,
            table: domain::secret::hash(&kept.source),
            voiced: voiced.clone(),
            language: Locale::EsAr,
        };
        ops::enter_row(tx, &caller, &permit.0, row).await?;
        ops::tell_invited(tx, &caller, &permit.0, (entry, Locale::EsAr)).await
    });
    assert!(!done.await.unwrap());
}

async fn as_caro(app: &TestApp) -> (EntryPermit, Signed) {
    let caro = Email::parse("caro@example.org").unwrap();
    let caro = people::find(&app.state.db.read(), &caro).await.unwrap().unwrap();
    let signed = Signed {
        id: caro.id,
        role: caro.role,
        areas: caro.areas,
        read_only: false,
    };
    (policy::enter(&Actor::Person(signed.clone())).unwrap(), signed)
}

on_both! {
    async fn everything_that_is_kept_can_be_taken_away(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let (mut browser, own, other) = lives_here(&mut app).await;
        browser.visit(&app, "/me").await;
        let link = browser.link("Bajar mis datos").unwrap();
        browser.visit(&app, &link).await;
        assert_eq!(browser.header("content-disposition"), "attachment; filename=\"ventanilla.json\"");
        assert_eq!(browser.header("cache-control"), "private, no-store");
        let data: Value = serde_json::from_str(browser.html()).unwrap();
        assert_eq!(data["person"]["email"], format!("{CANARY}@example.org"));
        assert_eq!(data["requests"][0]["reference"], own.as_str());
        let kept = &data["kept"];
        assert_eq!(kept["comments"][0], json!({"at": "2026-11-20T12:00:00Z", "request": other, "text": "Yo también los busqué."}));
        assert_eq!(kept["support"][0]["text"], format!("Soy {CANARY} y lo necesito"));
        for part in ["follows", "invitations", "events", "reports", "drafts", "sessions", "tokens", "mail"] {
            assert!(!kept[part].as_array().unwrap().is_empty(), "{part}: {kept}");
        }
        // Nobody else's, and for nobody else.
        assert!(!browser.html().contains("ana@"));
        let mut nobody = Browser::new();
        nobody.visit(&app, "/me/export").await;
        assert!(!nobody.html().contains(CANARY));
    }

    async fn whoever_leaves_is_nowhere_to_be_found(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let (mut browser, own, other) = lives_here(&mut app).await;
        let before = dump(&db).await;
        assert!(before.matches(CANARY).count() >= 6, "the canary sings: {}", before.matches(CANARY).count());
        let waiting = post::deliver(&app).await;
        assert!(!waiting.is_empty());
        app.act("caro", &own, json!({"action": "plan", "promised_on": "2026-12-18", "message": "En diciembre."})).await;

        browser.visit(&app, "/me/erase").await;
        browser.press(&app, "Borrar mi cuenta para siempre", &[("email", "otra@example.org")]).await;
        assert_eq!(browser.status(), 422);
        browser.sees("No es la dirección de tu cuenta");
        assert!(dump(&db).await.contains(CANARY), "nothing happens by mistake");
        browser.press(&app, "Borrar mi cuenta para siempre", &[("email", &format!(" {}@Example.org ", CANARY.to_uppercase()))]).await;
        browser.sees("Tu cuenta está borrada");

        let after = dump(&db).await;
        let line = after.lines().find(|line| line.to_lowercase().contains(CANARY));
        assert_eq!(line, None);
        app.state.db.empty_log().await.unwrap();
        if let Some(file) = db.url().strip_prefix("sqlite:") {
            let file = file.split('?').next().unwrap();
            for ending in ["", "-wal"] {
                let bytes = std::fs::read(format!("{file}{ending}")).unwrap_or_default();
                assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{file}{ending}");
            }
        }
        // What is public stays, and is nobody's; the counts stay too.
        let page = app.anonymous().get(&format!("/requests/{own}")).await.text;
        assert!(page.contains("Sueldos por escuela") && !page.contains(CANARY));
        let shown = app.show("anonymous", &other).await;
        assert_eq!((&shown["supporters"], &shown["followers"], &shown["comments"]), (&json!(1), &json!(0), &json!(1)));
        let said = app.anonymous().get(&format!("/api/v1/requests/{other}/comments")).await.json();
        assert_eq!(said["items"][0]["author"]["name"], Value::Null);
        for path in ["/api/v1/requests", "/requests.csv", "/events.csv", "/feeds/requests.atom", "/sitemap.xml", "/api/v1/requests?q=canariozzz"] {
            assert!(!app.anonymous().get(path).await.text.contains(CANARY), "{path}");
        }

        // No door is left open, no mail goes out; and the address may begin anew.
        browser.visit(&app, "/me").await;
        browser.misses("Lo que guardamos de vos");
        let refused = app.by(CANARY).get("/api/v1/requests").await;
        assert_eq!(refused.status, 401);
        let mails = post::deliver(&app).await;
        assert!(mails.iter().all(|mail| !mail.reader().contains(CANARY)));
        let mut anew = Browser::new();
        anew.visit(&app, &format!("/requests/{other}/follow")).await;
        anew.press(&app, "Seguir por correo", &[("email", &format!("{CANARY}@example.org"))]).await;
        let code = post::to(&post::deliver(&app).await, CANARY, "").code();
        anew.press(&app, "Seguir este pedido", &[("code", &code)]).await;
        assert_eq!(app.show("anonymous", &other).await["followers"], 1);
    }

    async fn whoever_answers_for_the_government_does_not_vanish(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.renew();
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/me/erase").await;
        lia.sees("La cierra quien administra el sitio");
        assert!(!lia.has_button("Borrar mi cuenta para siempre"));
    }
}
