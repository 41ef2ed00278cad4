//! Mail that does not leave is seen, by the coordinators in time, with its reason, and can be mended; and the desk says whom
//! the mail of each step has reached.

use std::sync::Arc;

use domain::store::outbox::{self, MailState, Shelf};
use notifier::{
    transport::{MailUrl, Transport},
    worker::{Settings, Worker},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use testkit::{
    TestDatabase, on_both,
    smtp::{Fault, Server, Stage},
};

use crate::{
    app::{self, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

/// The real worker before a real relay.
fn worker(app: &TestApp, relay: &Server) -> Arc<Worker> {
    let house = app::house(Arc::clone(&app.state.engine));
    let transport = Transport::from_url(&MailUrl::parse(&relay.url()).unwrap()).unwrap();
    let worker = Worker::new(
        app.state.db.clone(),
        house,
        transport,
        app.state.clock,
        Settings::default(),
    );
    Arc::new(worker.unwrap())
}

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// How many mails with this subject somebody got.
fn got(relay: &Server, who: &str, subject: &str) -> usize {
    let address = format!("{who}@example.org");
    let received = relay.received().into_iter();
    received
        .filter(|mail| mail.to == [address.as_str()] && mail.header("Subject").unwrap().contains(subject))
        .count()
}

on_both! {
    async fn mail_that_does_not_leave_is_seen_and_mended(db: TestDatabase) {
        let mut app = office(&db).await;
        let mut staff = Vec::new();
        for who in ["ada", "caro", "lia"] {
            staff.push(signed_in(&app, who).await);
        }
        let [mut ada, mut caro, mut lia]: [Browser; 3] = staff.try_into().ok().unwrap();
        let relay = Server::start().await.unwrap();
        let reference = app.file("ana").await;
        relay.recipient_next("ana@example.org", [Fault::Reply(451), Fault::Reply(451)]);
        worker(&app, &relay).run_until_idle().await.unwrap();
        caro.visit(&app, "/desk").await;
        caro.misses("Hay correo trabado");

        // A quarter of an hour is waited; then it is said, once a day.
        app.at("2026-11-20T12:15:00Z");
        worker(&app, &relay).tell_what_is_stuck().await.unwrap();
        app.at("2026-11-20T12:15:01Z");
        for _ in 0..2 {
            worker(&app, &relay).tell_what_is_stuck().await.unwrap();
        }
        worker(&app, &relay).run_until_idle().await.unwrap();
        for (who, times) in [("caro", 1), ("ada", 1), ("lia", 0)] {
            assert_eq!(got(&relay, who, "Hay correo que no sale"), times, "{who}");
        }
        caro.visit(&app, "/desk").await;
        caro.sees("Hay correo trabado desde el 20 de noviembre de 2026, 09:00.");
        caro.follow(&app, "Ver el correo que no sale").await;
        caro.sees("Pedido recibido");
        caro.sees("para a***@example.org");
        caro.sees("Por qué no salió: RCPT: 451");
        caro.sees(&reference);
        assert!(!caro.has_button("Intentar ahora"), "she looks, the admin acts");
        lia.visit(&app, "/desk").await;
        lia.misses("Hay correo trabado");
        lia.visit(&app, "/admin/outbox").await;
        assert_eq!(lia.status(), 403);
        let mut nobody = Browser::new();
        nobody.visit(&app, "/admin/outbox").await;
        assert!(nobody.path().starts_with("/sign-in"), "{}", nobody.path());

        // Whoever may not act cannot, whatever their browser sends.
        ada.visit(&app, "/admin/outbox").await;
        let (path, mut fields) = ada.filled("Intentar ahora", &[]);
        fields.retain(|(name, _)| name != "_csrf");
        fields.push(("_csrf".into(), caro.value("_csrf").unwrap()));
        caro.post(&app, &path, &fields).await;
        assert_eq!(caro.status(), 403);

        ada.press(&app, "Intentar ahora", &[]).await;
        ada.sees("El correo se vuelve a intentar ahora.");
        worker(&app, &relay).run_until_idle().await.unwrap();
        assert_eq!(got(&relay, "ana", &reference), 1);
        ada.visit(&app, "/admin/outbox").await;
        ada.sees("No hay correo trabado");
        worker(&app, &relay).tell_what_is_stuck().await.unwrap();
        caro.visit(&app, "/desk").await;
        caro.misses("Hay correo trabado");

        // What was done about it is written down.
        let connection = db.connect().await;
        let sql = "select subject from audit where what = 'mail retried' and role = 'admin'";
        let lines = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
        assert_eq!(lines.len(), 1);
        connection.close().await.unwrap();
    }

    async fn a_mail_can_be_let_be(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        let relay = Server::start().await.unwrap();
        app.file("ana").await;
        relay.recipient("ana@example.org", Fault::Reply(550));
        worker(&app, &relay).run_until_idle().await.unwrap();
        ada.visit(&app, "/admin/outbox").await;
        ada.sees("Uno no se pudo enviar.");
        ada.sees("No se pudo enviar");
        let (path, fields) = ada.filled("No enviarlo", &[]);
        ada.press(&app, "No enviarlo", &[]).await;
        ada.sees("El correo no se va a enviar.");
        ada.post(&app, &path, &fields).await;
        ada.sees("ya no se podía cambiar");
        ada.visit(&app, "/admin/outbox?shelf=skipped").await;
        ada.sees("Alguien del equipo decidió no enviarlo.");
        assert!(!ada.has_button("No enviarlo"));
        let skipped = outbox::list(&app.state.db.read(), Shelf::Skipped, None, 9).await.unwrap();
        assert_eq!(skipped.iter().map(|mail| mail.state).collect::<Vec<_>>(), [MailState::Skipped]);
        // After all.
        relay.behave();
        ada.press(&app, "Intentar ahora", &[]).await;
        worker(&app, &relay).run_until_idle().await.unwrap();
        assert_eq!(got(&relay, "ana", "PD-2026-000001"), 1);
    }

    async fn the_desk_says_whom_its_mail_has_reached(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        let relay = Server::start().await.unwrap();
        let reference = app.file("ana").await;
        post::deliver(&app).await;
        for who in ["sol", "leo"] {
            let follow = format!("/api/v1/requests/{reference}/follow");
            app.by(who).put(&follow, json!({})).await;
        }
        testkit::execute(&db, "update follow set cadence = 'at_once'").await;
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &reference, json!({"action": "plan", "promised_on": "2027-03-01", "message": "En marzo."})).await;
        let desk = format!("/desk/{reference}");
        caro.visit(&app, &desk).await;
        caro.sees("un aviso por salir");
        relay.recipient("sol@example.org", Fault::Reply(550));
        worker(&app, &relay).run_until_idle().await.unwrap();
        caro.visit(&app, &desk).await;
        caro.sees("avisado a 2 personas · uno rebotó");
        caro.misses("por salir");
        // Nobody else learns of it.
        let mut anybody = Browser::new();
        anybody.visit(&app, &format!("/requests/{reference}")).await;
        anybody.misses("rebotó");
        anybody.misses("avisado a");
    }

    async fn machines_that_watch_us_read_figures(db: TestDatabase) {
        let mut app = office(&db).await;
        let relay = Server::start().await.unwrap();
        app.file("ana").await;
        relay.always(Stage::Connect, Fault::Drop);
        worker(&app, &relay).run_until_idle().await.unwrap();
        app.at("2026-11-20T12:20:00Z");
        let stranger = app.anonymous().get("/metrics").await;
        assert_eq!(stranger.status, 404);
        let person = app.as_anyone("ana").get("/metrics").await;
        assert_eq!(person.status, 404);
        let figures = app.as_anyone("caro").get("/metrics").await;
        assert_eq!(figures.status, 200, "{}", figures.text);
        for line in ["ventanilla_outbox_oldest_seconds 1200", "ventanilla_outbox_dead 0", "# TYPE ventanilla_outbox_depth gauge"] {
            assert!(figures.text.lines().any(|it| it == line), "no {line:?} in {}", figures.text);
        }
        assert!(!figures.text.contains('@'), "{}", figures.text);
        // The relay is away, and we are ready all the same.
        assert_eq!(app.anonymous().get("/readyz").await.status, 200);
    }
}
