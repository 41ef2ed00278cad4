//! Mail that did not get in is seen by those who coordinate, opened on the record, and delivered or discarded by whoever runs
//! the installation, without a shell.

use domain::{incoming::Fate, ops::Taken};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::TestApp,
    browser::Browser,
    counter::signed_in,
    post,
    replies::{begin, comments, kept, mail_to, receive, reply, to, with_body},
};

const LIST: &str = "/admin/quarantine";

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.renew();
    app
}

/// A mail to no address that says anything.
async fn lost(app: &TestApp, who: &str, text: &str) -> String {
    let mail = reply(who, text).replace("<m1@", &format!("<lost-{who}-{}@", text.len()));
    assert_eq!(
        receive(app, &mail, "datos@example.org").await,
        Taken::In(Fate::Quarantine)
    );
    format!("{LIST}/{}", kept(app).await[0].id)
}

/// What staff did about kept mail: what, and as whom.
async fn audited(db: &TestDatabase) -> Vec<(String, String)> {
    let connection = db.connect().await;
    let sql = "select what, role from audit where what like 'mail %' and person_id is not null order by id";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    connection.close().await.unwrap();
    rows.iter()
        .map(|row| (row.try_get("", "what").unwrap(), row.try_get("", "role").unwrap()))
        .collect()
}

fn pairs(lines: &[(String, String)]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|(what, role)| (what.as_str(), role.as_str()))
        .collect()
}

on_both! {
    async fn an_answer_from_another_address_is_read_and_delivered(db: TestDatabase) {
        let app = office(&db).await;
        let (mut ada, mut caro) = (signed_in(&app, "ada").await, signed_in(&app, "caro").await);
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let question = mail_to(&post::deliver(&app).await, "ana");
        let mail = reply("ana", "De 2019 a 2024, <b>todos</b>.")
            .replace("ana@example.org", "ana@trabajo.example")
            .replace("Subject: Re: su pedido", "Subject: =?utf-8?q?A=C3=B1os?=");
        assert_eq!(receive(&app, &mail, to(&question)).await, Taken::In(Fate::Quarantine));

        // Whoever coordinates looks, on the record, and can do nothing.
        caro.visit(&app, "/desk").await;
        let link = caro.html().contains("href=\"/admin/quarantine\"");
        assert!(link, "the desk leads there");
        caro.visit(&app, LIST).await;
        caro.sees("De a***@trabajo.example");
        caro.sees("Viene de otra dirección que la de la persona a la que le escribimos.");
        caro.sees("1 KB");
        caro.misses("ana@trabajo.example");
        caro.sees("lo puede hacer quien administra la instalación");
        caro.follow(&app, "De a***@trabajo.example").await;
        for words in ["Años", "ana@trabajo.example", "De 2019 a 2024, <b>todos</b>.", "Viene de otra dirección"] {
            caro.sees(words);
        }
        assert!(caro.html().contains("&lt;b&gt;todos"), "what somebody wrote is no HTML");
        assert!(!caro.has_button("Entregar") && !caro.has_button("Descartar"));
        ada.visit(&app, caro.path()).await;
        let (path, fields) = ada.filled("Entregar", &[]);
        let mut hers = fields.clone();
        hers.retain(|(name, _)| name != "_csrf");
        let forged = hers.clone();
        hers.push(("_csrf".into(), caro.value("_csrf").unwrap()));
        caro.post(&app, &path, &hers).await;
        assert_eq!(caro.status(), 403);
        // Nor does anybody who made the admin's browser send a form.
        ada.post(&app, &path, &forged).await;
        assert_eq!(ada.status(), 403);
        assert_eq!(app.show("anonymous", &it).await["status"], "needs_info");

        ada.post(&app, &path, &fields).await;
        ada.sees("El correo entró: responde la pregunta que estaba esperando.");
        ada.sees("No hay correo guardado");
        let mut page = Browser::new();
        page.visit(&app, &format!("/requests/{it}")).await;
        page.sees("De 2019 a 2024,");
        assert_eq!(app.events(&it).await.pop().unwrap()["actor"]["role"], "requester");
        mail_to(&post::deliver(&app).await, "lia");
        // Twice is once.
        ada.post(&app, &path, &fields).await;
        ada.sees("Ese correo ya no está");
        ada.visit(&app, &path).await;
        assert_eq!(ada.status(), 404);
        let expected = [("mail opened", "coordinator"), ("mail opened", "admin"), ("mail redelivered", "admin")];
        assert_eq!(pairs(&audited(&db).await), expected);
    }

    async fn a_mail_that_says_nothing_of_itself_is_delivered_as_the_admin_says(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        let it = begin(&app, &db).await;
        let mail = lost(&app, "ana", "Sobre mi pedido: gracias.").await;
        ada.visit(&app, &mail).await;
        ada.sees("Llegó a una dirección que no dice quién escribe");
        for (email, request, words) in [
            ("", "", "completá los dos datos"),
            ("ana@example.org", "", "Falta completar este dato."),
            ("", &it, "Falta completar este dato."),
            ("ana@", &it, "No parece una dirección de correo."),
            ("ana@example.org", "el de ayer", "No hay un pedido con esa referencia."),
            ("ana@example.org", "PD-2026-000999", "No hay un pedido con esa referencia."),
            ("nadie@example.org", &it, "No hay una cuenta con esa dirección."),
            ("lia@example.org", &it, "No se pudo entregar. Es de alguien del equipo"),
        ] {
            ada.press(&app, "Entregar", &[("email", email), ("request", request)]).await;
            assert_eq!(ada.status(), 422, "{words}");
            ada.sees(words);
            ada.sees("Sobre mi pedido: gracias.");
            let left = ["email", "request"].map(|name| ada.value(name).unwrap());
            assert_eq!(left, [email, request], "nothing that was typed is lost");
        }
        assert!(comments(&app, &it).await.is_empty());
        ada.press(&app, "Entregar", &[("email", "Ana@example.org"), ("request", "2026-1")]).await;
        ada.sees("El correo entró como comentario.");
        assert_eq!(comments(&app, &it).await, [("Sobre mi pedido: gracias.".to_owned(), "ana".to_owned())]);
        ada.visit(&app, "/admin/quarantine?lang=en").await;
        ada.sees("No mail is kept");
    }

    async fn a_mail_is_discarded_for_good_by_whoever_means_it(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        let spam = lost(&app, "spam", "Compre ya").await;
        ada.visit(&app, &spam).await;
        ada.press(&app, "Descartar", &[]).await;
        assert_eq!(ada.status(), 422);
        ada.sees("marcá la casilla");
        assert_eq!(kept(&app).await.len(), 1);
        let (path, mut fields) = ada.filled("Descartar", &[]);
        fields.push(("sure".into(), "true".into()));
        ada.post(&app, &path, &fields).await;
        ada.sees("El correo se descartó.");
        ada.sees("No hay correo guardado");
        ada.post(&app, &path, &fields).await;
        ada.sees("Ese correo ya no está");
        let done = audited(&db).await;
        assert_eq!(pairs(&done).last(), Some(&("mail dropped", "admin")));
        assert_eq!(done.iter().filter(|(what, _)| what == "mail dropped").count(), 1);
    }

    async fn files_whose_words_are_in_cannot_be_delivered_again(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        let mail = with_body("ana", "Content-Type: multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nVa la planilla.\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\na,b\r\n--b--\r\n");
        assert_eq!(receive(&app, &mail, to(&letter)).await, Taken::In(Fate::Comment));
        ada.visit(&app, LIST).await;
        ada.follow(&app, "De a***@example.org").await;
        ada.sees("Los archivos que traía están solo acá.");
        let id = kept(&app).await[0].id;
        ada.sees(&format!("ventanilla mail quarantine show {id} --raw"));
        assert!(!ada.has_button("Entregar") && ada.has_button("Descartar"));
        // Another page than the one that was sent cannot deliver it either.
        let (path, mut fields) = ada.filled("Descartar", &[]);
        fields.retain(|(name, _)| name != "do");
        ada.post(&app, &path, &fields).await;
        assert_eq!(ada.status(), 422);
        ada.sees("No se pudo entregar. Lo que dice ya entró.");
        assert_eq!(comments(&app, &it).await.len(), 1);
    }

    async fn nobody_else_looks(db: TestDatabase) {
        let app = office(&db).await;
        let mail = lost(&app, "ana", "Gracias.").await;
        for who in ["ana", "lia"] {
            let mut browser = signed_in(&app, who).await;
            for path in [LIST, &mail] {
                browser.visit(&app, path).await;
                assert_eq!(browser.status(), 403, "{who} at {path}");
            }
        }
        let mut nobody = Browser::new();
        for path in [LIST, &mail] {
            nobody.visit(&app, path).await;
            assert!(nobody.path().starts_with("/sign-in"), "{}", nobody.path());
        }
        assert!(audited(&db).await.is_empty());
        let mut caro = signed_in(&app, "caro").await;
        for path in ["/admin/quarantine/999", "/admin/quarantine/x"] {
            caro.visit(&app, path).await;
            assert_eq!(caro.status(), 404, "{path}");
        }
    }

    async fn many_mails_come_in_pages(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        for number in 1..=51 {
            lost(&app, &format!("p{number}"), "Hola").await;
        }
        let ids: Vec<i64> = kept(&app).await.iter().map(|mail| mail.id.0).collect();
        let is_there = |caro: &Browser, id: i64| caro.html().contains(&format!("\"/admin/quarantine/{id}\""));
        caro.visit(&app, LIST).await;
        let (newest, oldest) = (ids[0], ids[50]);
        assert!(is_there(&caro, newest) && !is_there(&caro, oldest));
        caro.follow(&app, "Página siguiente").await;
        assert!(!is_there(&caro, newest) && is_there(&caro, oldest));
    }
}
