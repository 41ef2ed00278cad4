//! What requesters do on their own request: judge the answer, reply, withdraw, reopen, edit; signed in, or by the link of a
//! mail without a session. Nothing typed is lost, and nobody does what is not theirs.

use domain::{
    action_link::{ActionLink, LinkAction},
    person::Email,
    store::{
        people,
        requests::{self, Lock},
    },
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, KEY, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

const GIVEN: &str = "Acá están las compras de cada hospital.";

fn at(reference: &str, page: &str) -> String {
    format!("/requests/{reference}/{page}")
}

/// A request of ana's that lia answers for.
async fn assigned(app: &TestApp) -> String {
    let reference = app.file_with("ana", json!({"area": HEALTH})).await;
    app.act("caro", &reference, json!({"action": "assign", "area": HEALTH}))
        .await;
    reference
}

async fn answered(app: &TestApp) -> String {
    let reference = assigned(app).await;
    let answer = json!({"action": "answer", "outcome": "published", "message": GIVEN, "evidence": {"url": "https://example.org/d"}});
    app.act("lia", &reference, answer).await;
    reference
}

async fn asked(app: &TestApp) -> String {
    let reference = assigned(app).await;
    app.act(
        "lia",
        &reference,
        json!({"action": "ask", "message": "¿Por mes o por año?"}),
    )
    .await;
    reference
}

async fn status(app: &TestApp, reference: &str) -> String {
    let request = app.show("anonymous", reference).await;
    request["status"].as_str().unwrap().to_owned()
}

/// The link in the last mail to ana about a request.
async fn link(app: &TestApp, reference: &str, page: &str) -> String {
    let mails = post::deliver(app).await;
    let page = format!("/requests/{reference}/{page}?key=");
    let mail = mails
        .iter()
        .find(|mail| mail.to == "ana@example.org" && mail.text.contains(&page));
    mail.unwrap_or_else(|| panic!("no mail with {page} among {mails:#?}"))
        .link(&page)
}

on_both! {
    async fn an_answer_that_serves_closes_the_request(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.sees("¿Resuelve lo que necesitabas?");
        ana.follow(&app, "Sí, resuelve").await;
        ana.sees(GIVEN);
        assert_eq!(ana.value("verdict").unwrap(), "yes");
        ana.press(&app, "Enviar mi opinión", &[("rating", "5"), ("message", "Justo lo que pedí.")]).await;
        ana.sees("Gracias por decirlo");
        let request = app.show("anonymous", &reference).await;
        assert_eq!((&request["status"], &request["verdict"]["value"], &request["verdict"]["rating"]), (&json!("closed"), &json!("yes"), &json!(5)));
        ana.follow(&app, "Ver el pedido").await;
        ana.sees("Justo lo que pedí.");
        ana.misses("¿Resuelve lo que necesitabas?");
    }

    async fn an_answer_that_serves_in_part_says_what_is_missing(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "verdict")).await;
        ana.press(&app, "Enviar mi opinión", &[]).await;
        assert_eq!(ana.status(), 422);
        ana.sees("Falta completar este dato");
        ana.press(&app, "Enviar mi opinión", &[("verdict", "partly"), ("rating", "4")]).await;
        assert_eq!(ana.status(), 422);
        assert_eq!((ana.value("verdict").unwrap(), ana.value("rating").unwrap()), ("partly".into(), "4".into()));
        ana.press(&app, "Enviar mi opinión", &[("message", "Falta el año 2025.")]).await;
        assert_eq!(app.show("anonymous", &reference).await["verdict"]["value"], "partly");
        ana.follow(&app, "Pedir lo que falta").await;
        assert_eq!(ana.value("follows").unwrap(), reference);
        ana.press(&app, "Enviar pedido", &[("body", "Falta el año 2025 de las compras por hospital.")]).await;
        if ana.has_button("Lo mío es otra cosa") {
            ana.press(&app, "Lo mío es otra cosa", &[]).await;
        }
        assert_eq!(app.show("anonymous", "PD-2026-000002").await["follows"], reference);
    }

    async fn an_answer_that_does_not_serve_goes_back(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "No, falta algo").await;
        ana.press(&app, "Enviar mi opinión", &[]).await;
        assert_eq!(ana.status(), 422);
        assert_eq!(ana.value("verdict").unwrap(), "no");
        ana.press(&app, "Enviar mi opinión", &[("message", "El enlace no anda.")]).await;
        ana.sees("El pedido vuelve al área");
        assert_eq!(status(&app, &reference).await, "under_review");
        assert_eq!(app.events(&reference).await.last().unwrap()["message"], "El enlace no anda.");
        ana.visit(&app, &at(&reference, "verdict")).await;
        ana.sees("desde ahí no se puede hacer esto");
        assert!(!ana.has_button("Enviar mi opinión"));
    }

    async fn a_refusal_is_asked_whether_it_is_clear(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = assigned(&app).await;
        app.act("lia", &reference, json!({"action": "answer", "outcome": "not_held", "message": "No existe."})).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "verdict")).await;
        ana.sees("¿Se entiende la respuesta?");
        ana.misses("¿Resuelve lo que necesitabas?");
        ana.press(&app, "Enviar mi opinión", &[("verdict", "yes")]).await;
        assert_eq!(status(&app, &reference).await, "closed");
    }

    async fn the_mail_is_enough_to_judge(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let link = link(&app, &reference, "verdict").await;
        for _ in 0..3 {
            let mut scanner = Browser::new();
            scanner.visit(&app, &link).await;
            assert_eq!((scanner.status(), scanner.header("cache-control")), (200, "private, no-store"));
        }
        assert_eq!(status(&app, &reference).await, "answered");
        let mut phone = Browser::new();
        phone.visit(&app, &link).await;
        phone.sees(GIVEN);
        phone.press(&app, "Enviar mi opinión", &[("verdict", "partly")]).await;
        assert_eq!(phone.status(), 422);
        let (path, pairs) = phone.filled("Enviar mi opinión", &[("message", "Falta el hospital Muñiz.")]);
        for _ in 0..2 {
            phone.post(&app, &path, &pairs).await;
            phone.sees("Gracias por decirlo");
        }
        let last = app.events(&reference).await.pop().unwrap();
        assert_eq!((&last["action"], &last["message"], &last["actor"]["role"]), (&json!("confirm"), &json!("Falta el hospital Muñiz."), &json!("requester")));
        phone.visit(&app, "/me").await;
        assert!(phone.path().starts_with("/sign-in"), "a link signs nobody in");
        phone.visit(&app, &link).await;
        phone.sees("Este enlace ya cumplió su función");
        assert!(!phone.has_button("Enviar mi opinión"));
        assert_eq!(phone.link("Ver el pedido").unwrap(), format!("/requests/{reference}"));
        // Another thing under the same link: what was typed comes back, and nothing is done.
        let now = version(&app, &reference).await;
        let again: Vec<_> = pairs.iter().map(|(name, value)| match name.as_str() {
            "message" => (name.clone(), "Mejor digo otra cosa distinta.".to_owned()),
            "version" => (name.clone(), now.clone()),
            _ => (name.clone(), value.clone()),
        }).collect();
        phone.post(&app, &path, &again).await;
        assert_eq!(phone.status(), 409);
        phone.sees("Mejor digo otra cosa distinta.");
        assert!(!phone.html().contains("Lo que escribiste</h2>\n  <pre class=\"written-text\" tabindex=\"0\">A"), "the key is no word of theirs");
    }

    async fn a_link_is_for_one_person_one_request_and_one_matter(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let verdict = link(&app, &reference, "verdict").await;
        let other = asked(&app).await;
        let reply = link(&app, &other, "reply").await;
        let key = |link: &str| link.split("key=").nth(1).unwrap().to_owned();
        let mut mallory = Browser::new();
        for (path, token) in [
            (at(&other, "verdict"), key(&verdict)),
            (at(&reference, "reply"), key(&verdict)),
            (at(&reference, "verdict"), key(&reply)),
            (at(&reference, "verdict"), format!("{}A", key(&verdict))),
            (at(&reference, "verdict"), key(&verdict).replacen(|c: char| c.is_ascii_lowercase(), "Z", 1)),
        ] {
            mallory.visit(&app, &format!("{path}?key={token}")).await;
            assert_eq!(mallory.status(), 404, "{path}");
        }
        // The form of one matter, sent for another.
        mallory.visit(&app, &verdict).await;
        let (path, pairs) = mallory.filled("Enviar mi opinión", &[("verdict", "yes"), ("message", "La retiro por otra persona.")]);
        for action in ["withdraw", "edit", "reopen", "reply"] {
            let forged: Vec<_> = pairs.iter().map(|(name, value)| (name.clone(), if name == "action" { action.to_owned() } else { value.clone() })).collect();
            mallory.post(&app, &path, &forged).await;
            assert_eq!(mallory.status(), 404, "{action}");
        }
        mallory.post(&app, &at(&other, "actions"), &pairs).await;
        assert_eq!(mallory.status(), 404);
        // Made for somebody else: the requester alone judges.
        let theirs = made_for(&app, "leo", &reference).await;
        mallory.visit(&app, &format!("{}?key={theirs}", at(&reference, "verdict"))).await;
        mallory.sees("Este enlace ya cumplió su función");
        assert_eq!((status(&app, &reference).await, status(&app, &other).await), ("answered".into(), "needs_info".into()));

        // In the browser of somebody who is signed in it is still ana's, for this one thing.
        let mut leo = signed_in(&app, "leo").await;
        leo.visit(&app, &at(&reference, "verdict")).await;
        leo.sees("Solo puede hacerlo quien hizo el pedido");
        let forged: Vec<_> = [("_csrf", leo.value("_csrf").unwrap()), ("action", "confirm".into()), ("verdict", "yes".into()), ("version", version(&app, &reference).await)]
            .map(|(name, value)| (name.to_owned(), value)).to_vec();
        leo.post(&app, &path, &forged).await;
        assert_eq!(leo.status(), 403);
        // A closed account has no links any more.
        app.disable("ana").await;
        mallory.visit(&app, &verdict).await;
        assert_eq!(mallory.status(), 404);
    }

    async fn a_question_is_answered_by_the_mail_by_a_comment_and_by_a_supporter(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = asked(&app).await;
        let link = link(&app, &reference, "reply").await;
        let mut phone = Browser::new();
        phone.visit(&app, &link).await;
        phone.sees("¿Por mes o por año?");
        phone.press(&app, "Enviar la respuesta", &[("message", " ")]).await;
        assert_eq!(phone.status(), 422);
        phone.press(&app, "Enviar la respuesta", &[("message", "Por mes, desde 2022.")]).await;
        phone.sees("Recibimos tu respuesta");
        assert_eq!(status(&app, &reference).await, "under_review");

        app.act("lia", &reference, json!({"action": "ask", "message": "¿Y por hospital?"})).await;
        phone.visit(&app, &link).await;
        phone.sees("Este enlace ya cumplió su función");
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "comments")).await;
        ana.sees("lo que escribas acá es la respuesta");
        ana.sees("¿Y por hospital?");
        ana.press(&app, "Enviar la respuesta", &[("text", "Sí, por hospital.")]).await;
        ana.sees("Recibimos tu respuesta");
        assert_eq!(status(&app, &reference).await, "under_review");

        app.act("lia", &reference, json!({"action": "ask", "message": "¿En CSV?"})).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        let mut leo = signed_in(&app, "leo").await;
        leo.visit(&app, &at(&reference, "reply")).await;
        leo.sees("quienes lo apoyan");
        assert!(!leo.has_button("Enviar la respuesta"));
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.follow(&app, "Contestar la pregunta").await;
        sol.press(&app, "Enviar la respuesta", &[("message", "En CSV está bien.")]).await;
        assert_eq!(app.events(&reference).await.last().unwrap()["actor"]["role"], "supporter");
    }

    async fn whoever_is_not_signed_in_is_told_who_may_and_led_back(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = Browser::new();
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "Decí si te sirve").await;
        ana.sees("Solo puede hacerlo quien hizo el pedido");
        let way_in = format!("/sign-in?next=/requests/{reference}/verdict");
        assert!(ana.html().contains(&format!("href=\"{way_in}\"")));
        ana.visit(&app, &way_in).await;
        ana.press(&app, "Mandarme el correo", &[("email", "ana@example.org")]).await;
        let mails = post::deliver(&app).await;
        let mail = mails.iter().find(|mail| mail.text.contains("/sign-in?token=")).unwrap();
        ana.visit(&app, &mail.link("/sign-in?token=")).await;
        ana.press(&app, "Ingresar", &[]).await;
        assert_eq!(ana.path(), at(&reference, "verdict"));
        assert!(ana.has_button("Enviar mi opinión"));

        // The session ends while the form lies open: what was typed waits behind the sign-in.
        let (path, pairs) = ana.filled("Enviar mi opinión", &[("verdict", "yes"), ("message", "Sirve para lo que necesitaba.")]);
        let end = domain::secret::hash(&ana.cookies()["vt"]);
        app.state.db.write(async move |tx: &domain::store::Tx| {
            domain::store::sessions::end(tx, &end).await.map_err(domain::store::WriteError::from)
        }).await.unwrap();
        ana.post(&app, &path, &pairs).await;
        assert!(ana.path().starts_with("/sign-in?next=%2Fkept%2F"), "{}", ana.path());
        ana.press(&app, "Mandarme el correo", &[("email", "ana@example.org")]).await;
        let mails = post::deliver(&app).await;
        let mail = mails.iter().find(|mail| mail.text.contains("/sign-in?token=")).unwrap();
        ana.visit(&app, &mail.link("/sign-in?token=")).await;
        ana.press(&app, "Ingresar", &[]).await;
        ana.sees("Sirve para lo que necesitaba.");
        ana.press(&app, "Enviar de nuevo", &[]).await;
        ana.sees("Gracias por decirlo");
        assert_eq!(status(&app, &reference).await, "closed");
    }

    async fn a_request_is_withdrawn_and_taken_up_again(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = assigned(&app).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "Retirar el pedido").await;
        ana.sees("1 persona más espera este pedido.");
        ana.press(&app, "Retirar el pedido", &[]).await;
        ana.sees("El pedido queda retirado");
        assert_eq!(app.show("anonymous", &reference).await["outcome"], "withdrawn");
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "Reabrir el pedido").await;
        ana.press(&app, "Reabrir el pedido", &[("message", "Lo necesito de nuevo.")]).await;
        ana.sees("El pedido está abierto de nuevo");
        ana.visit(&app, &at(&reference, "withdraw")).await;
        ana.press(&app, "Retirar el pedido", &[("message", "Ya no.")]).await;

        let mut leo = signed_in(&app, "leo").await;
        leo.visit(&app, &at(&reference, "reopen")).await;
        leo.sees("Puede reabrirlo quien lo hizo o quien lo apoya");
        assert!(!leo.has_button("Reabrir el pedido"));
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.follow(&app, "Reabrir el pedido").await;
        sol.sees("pasa a ser tuyo");
        sol.press(&app, "Reabrir el pedido", &[("message", "Yo lo sigo necesitando.")]).await;
        sol.visit(&app, "/me").await;
        sol.sees(&format!("Lo que pediste En revisión , etapa 2 de 5 Necesito las compras de medicamentos de cada hospital, por mes {reference}"));
        ana.visit(&app, "/me").await;
        ana.sees("Todavía no pediste nada");

        sol.visit(&app, &at(&reference, "withdraw")).await;
        sol.press(&app, "Retirar el pedido", &[]).await;
        app.at("2027-01-20T12:00:00Z");
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &at(&reference, "reopen")).await;
        sol.sees("Ya pasó el tiempo para hacerlo");
    }

    async fn a_request_is_edited_while_nobody_has_taken_it(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"purpose": "Para una nota", "title": "Compras de los hospitales"})).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/requests/{reference}")).await;
        ana.follow(&app, "Editar el pedido").await;
        assert_eq!(ana.value("title").unwrap(), "Compras de los hospitales");
        assert_eq!(ana.value("theme").unwrap(), "", "no theme was chosen yet, and it may stay so");
        ana.press(&app, "Guardar los cambios", &[]).await;
        assert_eq!(ana.status(), 422);
        ana.sees("No indicaste ningún cambio");
        ana.press(&app, "Guardar los cambios", &[("body", "corto"), ("period", "2025")]).await;
        assert_eq!(ana.status(), 422);
        assert_eq!((ana.value("body").unwrap(), ana.value("period").unwrap()), ("corto".into(), "2025".into()));
        let change = [("body", "Necesito las compras de cada hospital, por mes y proveedor."), ("purpose", ""), ("wanted_frequency", "R/P1M")];
        ana.press(&app, "Guardar los cambios", &change).await;
        ana.sees("Los cambios están guardados");
        let request = app.show("anonymous", &reference).await;
        assert_eq!((&request["purpose"], &request["period"], &request["theme_pending"]), (&json!(null), &json!("2025"), &json!(true)));
        assert_eq!(request["wanted_frequency"], "R/P1M");
        ana.follow(&app, "Ver el pedido").await;
        ana.sees("Editó el pedido");
        // What it said before is kept, and in sight.
        ana.sees("Para una nota");

        // The team sees to the title while she writes: what she did not touch stays as they left it.
        ana.visit(&app, &at(&reference, "edit")).await;
        let (path, pairs) = ana.filled("Guardar los cambios", &[("period", "2024 y 2025")]);
        let edit = json!({"action": "edit", "title": "Compras de hospitales, por mes", "format": null, "message": "Más claro."});
        app.act("caro", &reference, edit).await;
        ana.post(&app, &path, &pairs).await;
        assert_eq!(ana.status(), 412);
        ana.sees("Mientras escribías, este pedido cambió");
        assert_eq!(ana.value("title").unwrap(), "Compras de hospitales, por mes");
        assert_eq!(ana.value("period").unwrap(), "2024 y 2025");
        ana.press(&app, "Guardar los cambios", &[]).await;
        ana.sees("Los cambios están guardados");
        let request = app.show("anonymous", &reference).await;
        assert_eq!((&request["title"], &request["period"]), (&json!("Compras de hospitales, por mes"), &json!("2024 y 2025")));

        // An area takes it while she writes: what she wrote is there to be copied.
        ana.visit(&app, &at(&reference, "edit")).await;
        let (path, pairs) = ana.filled("Guardar los cambios", &[("coverage", "Toda la Ciudad y sus comunas")]);
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH})).await;
        ana.post(&app, &path, &pairs).await;
        assert_eq!(ana.status(), 412);
        ana.sees("Mientras escribías, este pedido cambió");
        ana.sees("Asignó el pedido");
        ana.sees("Ya no podés editar el pedido");
        ana.sees("Lo que escribiste Toda la Ciudad y sus comunas Ver el pedido");
        assert_eq!(app.show("anonymous", &reference).await["coverage"], json!(null));
        let mut leo = signed_in(&app, "leo").await;
        let fresh = app.file("ana").await;
        leo.visit(&app, &at(&fresh, "edit")).await;
        leo.sees("Solo puede hacerlo quien hizo el pedido");
        assert!(!leo.has_button("Guardar los cambios"));
    }

    async fn somebody_was_first_and_the_text_comes_back_with_what_happened(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "verdict")).await;
        let (path, pairs) = ana.filled("Enviar mi opinión", &[("verdict", "no"), ("message", "El enlace no anda.")]);
        let corrected = json!({"action": "answer", "outcome": "published", "message": "Ahora sí anda.", "evidence": {"url": "https://example.org/e"}});
        app.act("lia", &reference, corrected).await;
        ana.post(&app, &path, &pairs).await;
        assert_eq!(ana.status(), 412);
        ana.sees("Mientras escribías, este pedido cambió");
        ana.sees("Ahora sí anda.");
        assert_eq!((ana.value("message").unwrap(), ana.value("verdict").unwrap()), ("El enlace no anda.".into(), "no".into()));
        ana.press(&app, "Enviar mi opinión", &[("verdict", "yes"), ("message", "")]).await;
        ana.sees("Gracias por decirlo");
    }

    async fn the_fields_of_the_contract_are_enough(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = answered(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "verdict")).await;
        let csrf = ana.value("_csrf").unwrap();
        let path = at(&reference, "actions");
        let form = |fields: &[(&str, &str)]| {
            let mut pairs = vec![("_csrf".to_owned(), csrf.clone())];
            pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            pairs
        };
        let version = version(&app, &reference).await;
        for (fields, code) in [
            (&[("action", "confirm"), ("verdict", "no"), ("version", version.as_str())][..], 422),
            (&[("action", "assign"), ("area", HEALTH), ("version", version.as_str())][..], 422),
            (&[("action", "x"), ("version", version.as_str())][..], 422),
            (&[("version", version.as_str())][..], 422),
            (&[("action", "confirm"), ("verdict", "yes")][..], 428),
            (&[("action", "confirm"), ("verdict", "yes"), ("version", "1")][..], 412),
            (&[("action", "reply"), ("message", "Algo"), ("version", version.as_str())][..], 409),
            (&[("action", "confirm"), ("verdict", "yes"), ("rating", "9"), ("version", version.as_str())][..], 422),
        ] {
            ana.post(&app, &path, &form(fields)).await;
            assert_eq!(ana.status(), code, "{fields:?}: {}", ana.text());
        }
        let dispute = form(&[("action", "dispute"), ("message", "Falta 2025."), ("version", &version)]);
        ana.post(&app, &path, &dispute).await;
        ana.sees("El pedido vuelve al área");
        assert_eq!(status(&app, &reference).await, "under_review");
    }
}

async fn version(app: &TestApp, reference: &str) -> String {
    app.show("anonymous", reference).await["version"].to_string()
}

/// A link like those in mail, for whom no mail has one.
async fn made_for(app: &TestApp, who: &str, reference: &str) -> String {
    let reader = app.state.db.read();
    let email = Email::parse(&format!("{who}@example.org")).unwrap();
    let person = people::find(&reader, &email).await.unwrap().unwrap();
    let id = requests::number_of(&reader, reference.parse().unwrap()).await;
    let id = id.unwrap().unwrap();
    let request = requests::get(&reader, id, Lock::No).await.unwrap().unwrap();
    let link = ActionLink {
        person: person.id,
        person_since: person.created_at,
        request: id,
        request_since: request.created_at,
        action: LinkAction::Verdict,
        mark: 1,
    };
    link.token(&KEY)
}
